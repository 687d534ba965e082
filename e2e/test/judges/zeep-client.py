"""Python's zeep, on the served definition: every operation, no plug-ins, strict as it comes. Says what it got as JSON."""
import datetime
import json
import sys

import zeep
from zeep import xsd

url, sds = sys.argv[1:3]
client = zeep.Client(f"{url}/ws/documentservice-v3?wsdl")
soap = client.service
of = client.type_factory("https://id.signicat.com/definitions/wsdl/Document-v3")
who = {"service": "demo", "password": "Bond007"}
said = {}


def order(**more):
    document = getattr(of, "sds-document")(**{"id": "d1", "ref-sds-id": sds, "description": "Gældsbrev", "sign-text-entry": "Læst"})
    method = of.method("nemid-sign", handwritten=False)
    task = {
        "id": "t1", "bundle": False, "days-to-live": 14,
        "document-action": [{"type": "sign", "document-ref": "d1"}],
        "on-task-complete": "https://example.dk/done?r=${requestId}&t=${taskId}",
        "signature": [{"responsive": True, "method": [method]}],
    }
    return {"language": "da", "document": [document], "task": [task], "client-reference": "Sag <17> & æøå", **more}


def create(**more):
    return soap.createRequest(**who, request=[order(**more)])["request-id"][0]


packaging = {"packaging-task-id": "p1", "method": "pades", "packaging-task-document": [{"document-id": "d1"}]}
rid = create(**{"packaging-task": [packaging]})
said["createRequest"] = rid
back = soap.getRequest(**who, **{"request-id": rid})
said["getRequest"] = [back["client-reference"], back["document"][0]["ref-sds-id"], back["document"][0]["sign-text-entry"], back["task"][0]["bundle"], back["task"][0]["signature"][0]["method"][0]["_value_1"]]
task = {"request-id": rid, "task-id": "t1"}
said["getTask"] = soap.getTask(**who, **task)["days-to-live"]
added = {"id": "t2", "document-action": [{"type": "view", "document-ref": "d1"}], "authentication": {"artifact": True, "method": ["nemid"]}}
said["addTask"] = len(soap.addTask(**who, **{"request-id": rid}, task=added)) > 20
said["createArtifact"] = len(soap.createArtifact(**who, **{"request-id": rid, "task-id": "t2"})) > 20
said["disableTask"] = soap.disableTask(**who, **{"request-id": rid, "task-id": "t2"})
said["setClientStatus"] = soap.setClientStatus(**who, **task, **{"client-status": "sendt"})
said["getStatus"] = [[state["task-id"], state["task-status"], state["client-status"]] for state in soap.getStatus(**who, **{"request-id": [rid]})]
criteria = [{"field": "client-status", "value": xsd.AnyObject(xsd.String(), "sendt"), "operator": "equals", "case-sensitive": False}]
filter = {"criteria": criteria, "from-date": datetime.datetime(2020, 1, 1)}
found = soap.findTasks(**who, filter=filter, **{"from-index": 0, "to-index": 10, "sort-field": "created"}, ascending=False)
said["findTasks"] = [row["task-id"] for row in found]
said["getTaskCount"] = soap.getTaskCount(**who, filter=filter)
said["getRequestHistory"] = [event["event"] for event in soap.getRequestHistory(**who, **task)]
note = {"type": "URL", "notification-id": "n1", "recipient": "https://example.dk/told", "message": "-", "schedule": [{"state-is": "rejected", "wait": {"hours": 1}}]}
said["addNotification"] = soap.addNotification(**who, **task, notification=note)
said["disableNotification"] = soap.disableNotification(**who, **task, **{"notification-id": ["n1"]})
session = {"language": "da", "session-task": [{"request-id": rid, "task-id": "t1", "order": 1}, {"request-id": create(), "task-id": "t1", "order": 2}]}
made = soap.createUserSession(**who, **{"user-session": session})
said["createUserSession"] = len(made["user-session-id"]) >= 57
said["getPackagingTaskStatus"] = soap.getPackagingTaskStatus(**who, **{"request-id": [rid]})[0]["packaging-task-status"]
try:
    soap.getStatus(service="demo", password="wrong", **{"request-id": [rid]})
except zeep.exceptions.Fault as fault:
    said["fault"] = [fault.code, fault.detail[0][0].text]
said["deleteRequest"] = soap.deleteRequest(**who, **{"request-id": [rid]})
print(json.dumps(said, ensure_ascii=False))
