<?php
// PHP's own SoapClient, on the served definition: every operation, no class map, no edits. Says what it got as JSON.
[, $url, $sds] = $argv;
$soap = new SoapClient("$url/ws/documentservice-v3?wsdl", ["cache_wsdl" => WSDL_CACHE_NONE, "features" => SOAP_SINGLE_ELEMENT_ARRAYS]);
const NS = "https://id.signicat.com/definitions/wsdl/Document-v3";
$as = ["service" => "demo", "password" => "Bond007"];
$said = [];

function order(string $sds, array $more = []): array {
    $document = new SoapVar(["id" => "d1", "ref-sds-id" => $sds, "description" => "Gældsbrev", "sign-text-entry" => "Læst"], SOAP_ENC_OBJECT, "sds-document", NS);
    $task = [
        "id" => "t1", "bundle" => false, "days-to-live" => 14,
        "document-action" => [["type" => "sign", "document-ref" => "d1"]],
        "on-task-complete" => 'https://example.dk/done?r=${requestId}&t=${taskId}',
        "signature" => [["responsive" => true, "method" => [["_" => "nemid-sign", "handwritten" => false]]]],
    ];
    return ["request" => [["language" => "da", "document" => [$document], "task" => [$task], "client-reference" => "Sag <17> & æøå"] + $more]];
}
$create = fn(array $more = []) => $soap->createRequest($as + order($sds, $more))->{"request-id"}[0];

$id = $create(["packaging-task" => [["packaging-task-id" => "p1", "method" => "pades", "packaging-task-document" => [["document-id" => "d1"]]]]]);
$said["createRequest"] = $id;
$back = $soap->getRequest($as + ["request-id" => $id])->request;
$said["getRequest"] = [$back->{"client-reference"}, $back->document[0]->{"ref-sds-id"}, $back->document[0]->{"sign-text-entry"}, $back->task[0]->bundle, $back->task[0]->signature[0]->method[0]->_];
$task = ["request-id" => $id, "task-id" => "t1"];
$said["getTask"] = $soap->getTask($as + $task)->task->{"days-to-live"};
$added = ["id" => "t2", "document-action" => [["type" => "view", "document-ref" => "d1"]], "authentication" => ["artifact" => true, "method" => ["nemid"]]];
$said["addTask"] = strlen($soap->addTask($as + ["request-id" => $id, "task" => $added])->artifact) > 20;
$said["createArtifact"] = strlen($soap->createArtifact($as + ["request-id" => $id, "task-id" => "t2"])->artifact) > 20;
$said["disableTask"] = $soap->disableTask($as + ["request-id" => $id, "task-id" => "t2"]);
$said["setClientStatus"] = $soap->setClientStatus($as + $task + ["client-status" => "sendt"]);
$said["getStatus"] = array_map(fn($state) => [$state->{"task-id"}, $state->{"task-status"}, $state->{"client-status"} ?? null], $soap->getStatus($as + ["request-id" => [$id]])->{"task-status-info"});
$value = new SoapVar("sendt", XSD_STRING, "string", "http://www.w3.org/2001/XMLSchema");
$filter = ["filter" => ["criteria" => [["field" => "client-status", "value" => $value, "operator" => "equals", "case-sensitive" => false]], "from-date" => "2020-01-01T00:00:00Z"]];
$said["findTasks"] = array_map(fn($row) => $row->{"task-id"}, $soap->findTasks($as + $filter + ["from-index" => 0, "to-index" => 10, "sort-field" => "created", "ascending" => false])->task);
$said["getTaskCount"] = $soap->getTaskCount($as + $filter)->count;
$said["getRequestHistory"] = array_map(fn($event) => $event->event, $soap->getRequestHistory($as + $task)->event);
$note = ["type" => "URL", "notification-id" => "n1", "recipient" => "https://example.dk/told", "message" => "-", "schedule" => [["state-is" => "rejected", "wait" => ["hours" => 1]]]];
$said["addNotification"] = $soap->addNotification($as + $task + ["notification" => $note]);
$said["disableNotification"] = $soap->disableNotification($as + $task + ["notification-id" => ["n1"]]);
$session = ["language" => "da", "session-task" => [["request-id" => $id, "task-id" => "t1", "order" => 1], ["request-id" => $create(), "task-id" => "t1", "order" => 2]]];
$said["createUserSession"] = strlen($soap->createUserSession($as + ["user-session" => $session])->{"user-session-id"}) >= 57;
$said["getPackagingTaskStatus"] = $soap->getPackagingTaskStatus($as + ["request-id" => [$id]])->{"packaging-task-status-info"}[0]->{"packaging-task-status"};
try {
    $soap->getStatus(["service" => "demo", "password" => "wrong", "request-id" => [$id]]);
} catch (SoapFault $fault) {
    $said["fault"] = [$fault->faultcode, $fault->detail->error->code];
}
$said["deleteRequest"] = $soap->deleteRequest($as + ["request-id" => [$id]])->deleted;
echo json_encode($said, JSON_UNESCAPED_UNICODE);
