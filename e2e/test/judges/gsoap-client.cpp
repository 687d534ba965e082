// A C++ client of gSOAP's making, on the served definition: every operation. Says what it got as JSON.
#include "DocumentServiceSoapBinding.nsmap"
#include "soapDocumentServiceSoapBindingProxy.h"
#include <iostream>
#include <sstream>

typedef DocumentServiceSoapBindingProxy Proxy;

static Proxy proxy;
static std::ostringstream said;

// Objects live as long as the program.
template <class T> T *fresh() {
  T *made = new T;
  made->soap_default(proxy.soap);
  return made;
}
template <class T> T *ref(T value) { return new T(value); }
static std::string *text(const char *value) { return new std::string(value); }

template <class T> T *asked() {
  T *made = fresh<T>();
  made->service = "demo";
  made->password = "Bond007";
  return made;
}
template <class T> T *about(const std::string &id, const char *task) {
  T *made = asked<T>();
  made->request_id = id;
  made->task_id = task;
  return made;
}

static void must(const char *operation, int error) {
  if (error == SOAP_OK) return;
  std::cerr << operation << ": ";
  proxy.soap_stream_fault(std::cerr);
  exit(1);
}
static void say(const char *name, const std::string &json) {
  said << (said.str().empty() ? "" : ",") << '"' << name << "\":" << json;
}
static std::string quoted(const std::string &value) { return '"' + value + '"'; }
static std::string quoted(const std::string *value) { return value ? quoted(*value) : "null"; }

static _ns1__create_request_request *order(const char *sds, bool packaged) {
  ns1__sds_document *document = fresh<ns1__sds_document>();
  document->id = text("d1");
  document->ref_sds_id = sds;
  document->description = "G\xc3\xa6ldsbrev";
  document->sign_text_entry = text("L\xc3\xa6st");
  ns1__document_action *action = fresh<ns1__document_action>();
  action->type = ns1__document_action_type__sign;
  action->document_ref = text("d1");
  ns1__method *method = fresh<ns1__method>();
  method->__item = "nemid-sign";
  method->handwritten = ref(false);
  ns1__signature *signature = fresh<ns1__signature>();
  signature->responsive = ref(true);
  signature->method.push_back(method);
  ns1__task *task = fresh<ns1__task>();
  task->id = "t1";
  task->bundle = ref(false);
  task->days_to_live = ref(14);
  task->document_action.push_back(action);
  task->on_task_complete = text("https://example.dk/done?r=${requestId}&t=${taskId}");
  task->signature.push_back(signature);
  ns1__request *request = fresh<ns1__request>();
  request->language = text("da");
  request->document.push_back(document);
  request->task.push_back(task);
  request->client_reference = text("Sag <17> & \xc3\xa6\xc3\xb8\xc3\xa5");
  if (packaged) {
    ns1__packaging_task_document *part = fresh<ns1__packaging_task_document>();
    part->document_id = "d1";
    ns1__packaging_task *packaging = fresh<ns1__packaging_task>();
    packaging->packaging_task_id = "p1";
    packaging->method = "pades";
    packaging->packaging_task_document.push_back(part);
    request->packaging_task.push_back(packaging);
  }
  _ns1__create_request_request *message = asked<_ns1__create_request_request>();
  message->request.push_back(request);
  return message;
}

static std::string create(const char *sds, bool packaged) {
  _ns1__create_request_response answer;
  must("createRequest", proxy.createRequest(order(sds, packaged), answer));
  return answer.request_id[0];
}

static void readBack(const std::string &id) {
  _ns1__get_request_request *message = asked<_ns1__get_request_request>();
  message->request_id = id;
  _ns1__get_request_response answer;
  must("getRequest", proxy.getRequest(message, answer));
  ns1__request *request = answer.request;
  // Which class it is, gSOAP has decided by xsi:type.
  ns1__sds_document *document = dynamic_cast<ns1__sds_document *>(request->document[0]);
  ns1__task *task = request->task[0];
  say("getRequest", "[" + quoted(request->client_reference) + "," + quoted(document ? document->ref_sds_id : "?") + "," +
                        quoted(document ? document->sign_text_entry : 0) + "," + (*task->bundle ? "true" : "false") + "," +
                        quoted(task->signature[0]->method[0]->__item) + "]");
  _ns1__get_task_response one;
  must("getTask", proxy.getTask(about<_ns1__get_task_request>(id, "t1"), one));
  say("getTask", std::to_string(*one.task->days_to_live));
}

static void changeTasks(const std::string &id) {
  ns1__document_action *action = fresh<ns1__document_action>();
  action->type = ns1__document_action_type__view;
  action->document_ref = text("d1");
  ns1__authentication *authentication = fresh<ns1__authentication>();
  authentication->artifact = ref(true);
  authentication->method.push_back("nemid");
  _ns1__add_task_request *message = asked<_ns1__add_task_request>();
  message->request_id = id;
  message->task = fresh<ns1__task>();
  message->task->id = "t2";
  message->task->document_action.push_back(action);
  message->task->authentication = authentication;
  _ns1__add_task_response added;
  must("addTask", proxy.addTask(message, added));
  say("addTask", added.artifact->size() > 20 ? "true" : "false");
  _ns1__create_artifact_response again;
  must("createArtifact", proxy.createArtifact(about<_ns1__create_artifact_request>(id, "t2"), again));
  say("createArtifact", again.artifact.size() > 20 ? "true" : "false");
  struct __ns1__disableTaskResponse disabled;
  must("disableTask", proxy.disableTask(about<_ns1__disable_task_request>(id, "t2"), disabled));
  say("disableTask", "null");
  _ns1__set_client_status_request *status = about<_ns1__set_client_status_request>(id, "t1");
  status->client_status = "sendt";
  struct __ns1__setClientStatusResponse set;
  must("setClientStatus", proxy.setClientStatus(status, set));
  say("setClientStatus", "null");
}

static const char *wordOf(ns1__task_status status) { return soap_ns1__task_status2s(proxy.soap, status); }

static void askForStates(const std::string &id) {
  _ns1__get_status_request *message = asked<_ns1__get_status_request>();
  message->request_id.push_back(id);
  _ns1__get_status_response answer;
  must("getStatus", proxy.getStatus(message, answer));
  std::string states;
  for (size_t at = 0; at < answer.task_status_info.size(); at++) {
    ns1__task_status_info *state = answer.task_status_info[at];
    states += std::string(at ? "," : "") + "[" + quoted(state->task_id) + "," + quoted(wordOf(state->task_status)) + "," +
              quoted(state->client_status) + "]";
  }
  say("getStatus", "[" + states + "]");
  _ns1__get_request_history_response history;
  must("getRequestHistory", proxy.getRequestHistory(about<_ns1__get_request_history_request>(id, "t1"), history));
  std::string events;
  for (size_t at = 0; at < history.event.size(); at++)
    events += std::string(at ? "," : "") + quoted(soap_ns1__event_type2s(proxy.soap, history.event[at]->event));
  say("getRequestHistory", "[" + events + "]");
  _ns1__get_packaging_task_status_request *packages = asked<_ns1__get_packaging_task_status_request>();
  packages->request_id.push_back(id);
  _ns1__get_packaging_task_status_response packaging;
  must("getPackagingTaskStatus", proxy.getPackagingTaskStatus(packages, packaging));
  say("getPackagingTaskStatus", quoted(soap_ns1__packaging_task_status2s(
                                    proxy.soap, packaging.packaging_task_status_info[0]->packaging_task_status)));
}

static ns1__task_filter *filter() {
  xsd__string_ *value = fresh<xsd__string_>();
  value->__item = "sendt";
  ns1__task_filter_criteria *criteria = fresh<ns1__task_filter_criteria>();
  criteria->field = ns1__task_filter_field__client_status;
  criteria->value = value;
  ns1__task_filter *made = fresh<ns1__task_filter>();
  made->criteria.push_back(criteria);
  return made;
}

static void search() {
  _ns1__find_tasks_request *message = asked<_ns1__find_tasks_request>();
  message->filter = filter();
  message->ascending = ref(false);
  _ns1__find_tasks_response answer;
  must("findTasks", proxy.findTasks(message, answer));
  std::string rows;
  for (size_t at = 0; at < answer.task.size(); at++) rows += std::string(at ? "," : "") + quoted(answer.task[at]->task_id);
  say("findTasks", "[" + rows + "]");
  _ns1__get_task_count_request *counted = asked<_ns1__get_task_count_request>();
  counted->filter = filter();
  _ns1__get_task_count_response count;
  must("getTaskCount", proxy.getTaskCount(counted, count));
  say("getTaskCount", count.count);
}

static void notify(const std::string &id) {
  ns1__schedule *schedule = fresh<ns1__schedule>();
  schedule->state_is = ns1__task_status__rejected;
  schedule->wait = fresh<ns1__wait>();
  schedule->wait->hours = text("1");
  ns1__notification *notification = fresh<ns1__notification>();
  notification->type = ns1__notification_type__URL;
  notification->notification_id = "n1";
  notification->recipient = "https://example.dk/told";
  notification->message = "-";
  notification->schedule.push_back(schedule);
  _ns1__add_notification_request *message = asked<_ns1__add_notification_request>();
  message->request_id = id;
  message->task_id = text("t1");
  message->notification = notification;
  struct __ns1__addNotificationResponse added;
  must("addNotification", proxy.addNotification(message, added));
  say("addNotification", "null");
  _ns1__disable_notification_request *off = asked<_ns1__disable_notification_request>();
  off->request_id = id;
  off->task_id = text("t1");
  off->notification_id.push_back("n1");
  struct __ns1__disableNotificationResponse disabled;
  must("disableNotification", proxy.disableNotification(off, disabled));
  say("disableNotification", "null");
}

static void bundle(const std::string &first, const std::string &second) {
  const std::string ids[] = {first, second};
  _ns1__create_usersession_request *message = asked<_ns1__create_usersession_request>();
  message->user_session = fresh<ns1__user_session>();
  for (int at = 0; at < 2; at++) {
    ns1__session_task_info *task = fresh<ns1__session_task_info>();
    task->request_id = ids[at];
    task->task_id = "t1";
    task->order = std::to_string(at + 1);
    message->user_session->session_task.push_back(task);
  }
  _ns1__create_usersession_response made;
  must("createUserSession", proxy.createUserSession(message, made));
  say("createUserSession", made.user_session_id.size() >= 57 ? "true" : "false");
}

// The detail is in no schema a client knows: gSOAP hands it over as XML.
static void guess(const std::string &id) {
  _ns1__get_status_request *message = asked<_ns1__get_status_request>();
  message->password = "wrong";
  message->request_id.push_back(id);
  _ns1__get_status_response answer;
  if (proxy.getStatus(message, answer) == SOAP_OK) exit(1);
  // gSOAP knows SOAP's own namespace by its own prefix.
  std::string code = proxy.soap->fault->faultcode;
  std::string detail = proxy.soap->fault->detail && proxy.soap->fault->detail->__any ? proxy.soap->fault->detail->__any : "";
  size_t from = detail.find("<code>");
  std::string ours = from == std::string::npos ? "" : detail.substr(from + 6, detail.find("</code>") - from - 6);
  say("fault", "[" + quoted("soap" + code.substr(code.find(':'))) + "," + quoted(ours) + "]");
}

int main(int, char **given) {
  const std::string address = std::string(given[1]) + "/ws/documentservice-v3";
  proxy.soap_endpoint = address.c_str();
  soap_set_mode(proxy.soap, SOAP_C_UTFSTRING);
  const std::string id = create(given[2], true);
  say("createRequest", quoted(id));
  readBack(id);
  changeTasks(id);
  askForStates(id);
  search();
  notify(id);
  bundle(id, create(given[2], false));
  guess(id);
  _ns1__delete_request_request *message = asked<_ns1__delete_request_request>();
  message->request_id.push_back(id);
  _ns1__delete_request_response answer;
  must("deleteRequest", proxy.deleteRequest(message, answer));
  say("deleteRequest", std::to_string(answer.deleted));
  std::cout << "{" << said.str() << "}" << std::endl;
  return 0;
}
