// SPDX-License-Identifier: Apache-2.0
#include "tools/lsp/server.h"

#include <algorithm>
#include <set>
#include <utility>

#include "tools/lsp/client.h"
#include "tools/lsp/commands.h"
#include "tools/lsp/uri.h"

namespace quarterday::lsp {
namespace {

using Feature = Json (*)(const Asked&, const Json&);

const std::map<std::string, Feature, std::less<>>& features() {
  static const std::map<std::string, Feature, std::less<>> table{
      {"textDocument/hover", hover},
      {"textDocument/definition", definition},
      {"textDocument/references", references},
      {"textDocument/documentHighlight", document_highlight},
      {"textDocument/prepareRename", prepare_rename},
      {"textDocument/rename", rename},
      {"textDocument/documentSymbol", document_symbol},
      {"workspace/symbol", workspace_symbol},
      {"textDocument/semanticTokens/full", semantic_tokens},
      {"textDocument/semanticTokens/range", semantic_tokens},
      {"textDocument/completion", completion},
      {"textDocument/signatureHelp", signature_help},
      {"textDocument/formatting", formatting},
      {"textDocument/rangeFormatting", range_formatting},
      {"textDocument/foldingRange", folding_range},
      {"textDocument/selectionRange", selection_range},
      {"textDocument/codeAction", code_action},
      {"textDocument/codeLens", code_lens},
      {"textDocument/inlayHint", inlay_hint},
      {"textDocument/prepareCallHierarchy", prepare_call_hierarchy},
      {"callHierarchy/incomingCalls", incoming_calls},
      {"callHierarchy/outgoingCalls", outgoing_calls},
  };
  return table;
}

// Only what is answered is announced.
Json capabilities(Encoding encoding) {
  return {
      {"positionEncoding", name_of(encoding)},
      {"textDocumentSync", {{"openClose", true}, {"change", 2}, {"save", false}}},
      {"hoverProvider", true},
      {"definitionProvider", true},
      {"referencesProvider", true},
      {"documentHighlightProvider", true},
      {"renameProvider", {{"prepareProvider", true}}},
      {"documentSymbolProvider", true},
      {"workspaceSymbolProvider", true},
      {"semanticTokensProvider", {{"legend", semantic_tokens_legend()}, {"full", true}, {"range", true}}},
      {"completionProvider", {{"triggerCharacters", {"|"}}, {"resolveProvider", false}}},
      {"signatureHelpProvider", {{"triggerCharacters", {" "}}}},
      {"documentFormattingProvider", true},
      {"documentRangeFormattingProvider", true},
      {"foldingRangeProvider", true},
      {"selectionRangeProvider", true},
      {"codeActionProvider", {{"codeActionKinds", {"quickfix", "refactor.rewrite"}}}},
      {"codeLensProvider", {{"resolveProvider", false}}},
      {"executeCommandProvider", {{"commands", commands()}}},
      {"inlayHintProvider", true},
      {"callHierarchyProvider", true},
      {"workspace", {{"workspaceFolders", {{"supported", true}, {"changeNotifications", true}}}}},
  };
}

bool is_id(const Json& id) { return id.is_string() || id.is_number_integer(); }

}  // namespace

void Server::answer(const Json& id, Json result) {
  send_({{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}});
}

void Server::refuse(const Json& id, Problem problem, const std::string& message) {
  send_({{"jsonrpc", "2.0"}, {"id", id}, {"error", {{"code", static_cast<int>(problem)}, {"message", message}}}});
}

void Server::take(const Message& message) {
  if (!message.problem.empty()) {
    refuse(nullptr, Problem::parse_error, message.problem);
    return;
  }
  const Json& json = message.json;
  const auto method = json.is_object() ? json.find("method") : json.end();
  if (!json.is_object() || (method == json.end() && !json.contains("id")) ||
      (method != json.end() && !method->is_string())) {
    refuse(nullptr, Problem::invalid_request, "this is neither a request nor a notice");
    return;
  }
  if (method == json.end()) return;  // an answer to a request of ours
  const Json params = json.value("params", Json::object());
  if (!json.contains("id")) {
    take_notice(method->get<std::string>(), params);
  } else if (!is_id(json["id"])) {
    refuse(nullptr, Problem::invalid_request, "the id of a request is a number or a text");
  } else if (message.taken_back) {
    refuse(json["id"], Problem::request_cancelled, "it was taken back");
  } else {
    take_request(method->get<std::string>(), json["id"], params);
  }
}

void Server::take_request(const std::string& method, const Json& id, const Json& params) {
  if (shut_down_) return refuse(id, Problem::invalid_request, "the server was shut down");
  if (!initialized_ && method != "initialize")
    return refuse(id, Problem::server_not_initialized, "the first request is `initialize`");
  try {
    if (method == "initialize") {
      if (initialized_) return refuse(id, Problem::invalid_request, "`initialize` comes once");
      return answer(id, initialize(params));
    }
    if (method == "shutdown") {
      shut_down_ = true;
      return answer(id, nullptr);
    }
    if (method == "workspace/executeCommand") return answer(id, execute_command(params));
    const auto feature = features().find(method);
    if (feature == features().end())
      return refuse(id, Problem::method_not_found, "there is no method '" + method + "'");
    answer(id, feature->second({workspace_, client_}, params));
  } catch (const Refusal& refusal) {
    refuse(id, refusal.problem, refusal.message);
  } catch (const Json::exception& problem) {
    refuse(id, Problem::invalid_params, problem.what());
  }
}

// A notice has no answer, so one that cannot be understood is passed over.
void Server::take_notice(const std::string& method, const Json& params) {
  if (method == "exit") {
    over_ = true;
    return;
  }
  if (!initialized_ || shut_down_) return;
  try {
    if (method == "initialized") initialized();
    if (method == "textDocument/didOpen") did_open(params);
    if (method == "textDocument/didChange") did_change(params);
    if (method == "textDocument/didClose") did_close(params);
    if (method == "workspace/didChangeWatchedFiles") did_change_watched_files(params);
    if (method == "workspace/didChangeWorkspaceFolders") did_change_folders(params);
  } catch (const Refusal&) {
  } catch (const Json::exception&) {
  }
}

Json Server::initialize(const Json& params) {
  const Encoding encoding = agreed_encoding(params);
  workspace_.documents().use(encoding);
  client_ = client_of(params);
  workspace_.use_lint(client_.lints);
  const Json folders = at(params, "/workspaceFolders");
  if (folders.is_array()) {
    did_change_folders({{"event", {{"added", folders}, {"removed", Json::array()}}}});
  } else if (const Json root = at(params, "/rootUri"); root.is_string()) {
    if (const auto path = path_of_uri(root.get<std::string>())) workspace_.add_folder(*path);
  }
  initialized_ = true;
  return {{"capabilities", capabilities(encoding)}, {"serverInfo", {{"name", "quarterday"}, {"version", version_}}}};
}

// Files that are imported may change without being open.
void Server::initialized() {
  if (!client_.watches_files) return;
  send_({{"jsonrpc", "2.0"},
         {"id", "quarterday-" + std::to_string(++own_requests_)},
         {"method", "client/registerCapability"},
         {"params",
          {{"registrations",
            {{{"id", "watched-files"},
              {"method", "workspace/didChangeWatchedFiles"},
              {"registerOptions", {{"watchers", {{{"globPattern", "**/*.{contract,csv}"}}}}}}}}}}}});
}

// The result is shown too: most editors drop what a command gives back.
Json Server::execute_command(const Json& params) {
  constexpr int warning = 2;
  constexpr int information = 3;
  CommandResult result = execute({workspace_, client_}, params);
  if (params.at("command") == choose_data) tell_that_hints_changed();
  send_({{"jsonrpc", "2.0"},
         {"method", "window/showMessage"},
         {"params", {{"type", result.fine ? information : warning}, {"message", result.words}}}});
  return std::move(result.json);
}

void Server::did_open(const Json& params) {
  const Json& document = params.at("textDocument");
  const auto uri = document.at("uri").get<std::string>();
  workspace_.documents().open(uri, document.value("version", std::int64_t{0}), document.at("text").get<std::string>());
  workspace_.changed(uri);
}

void Server::did_change(const Json& params) {
  const Json& document = params.at("textDocument");
  const auto uri = document.at("uri").get<std::string>();
  for (const Json& json : params.at("contentChanges")) {
    Change change;
    if (json.contains("range")) change.range = range_in(json["range"]);
    change.text = json.at("text").get<std::string>();
    workspace_.documents().change(uri, change);
  }
  workspace_.documents().set_version(uri, document.value("version", std::int64_t{0}));
  workspace_.changed(uri);
}

void Server::did_close(const Json& params) {
  const auto uri = params.at("textDocument").at("uri").get<std::string>();
  if (!workspace_.documents().close(uri)) return;
  workspace_.closed(uri);
  const auto said = said_.extract(uri);
  if (said.empty()) return;
  for (const auto& [file, diagnostics] : said.mapped()) publish_file(file);
}

void Server::did_change_watched_files(const Json& params) {
  bool data = false;
  for (const Json& change : params.at("changes")) {
    const auto uri = change.at("uri").get<std::string>();
    if (workspace_.documents().find(uri) == nullptr) workspace_.changed(uri);
    data = data || uri.ends_with(".csv");
  }
  if (data) tell_that_hints_changed();
}

void Server::did_change_folders(const Json& params) {
  const Json& event = params.at("event");
  for (const Json& folder : event.at("added"))
    if (const auto path = path_of_uri(folder.at("uri").get<std::string>())) workspace_.add_folder(*path);
  for (const Json& folder : event.at("removed"))
    if (const auto path = path_of_uri(folder.at("uri").get<std::string>())) workspace_.remove_folder(*path);
}

bool Server::has_work() const { return !over_ && (!workspace_.untold().empty() || workspace_.data_figures().wanted()); }

// One step for one text, so that a message that has come meanwhile does not wait for all of them.
void Server::work() {
  const std::vector<std::string> untold = workspace_.untold();
  if (untold.empty()) return settle_what_is_wanted();
  if (workspace_.look_further(untold.front())) publish(untold.front());
}

void Server::settle_what_is_wanted() {
  DataFigures& figures = workspace_.data_figures();
  const auto uri = figures.wanted();
  if (!uri) return;
  const Analysis* analysis = workspace_.analysis(*uri);
  if (analysis == nullptr) return figures.give_up(*uri);
  if (figures.work_out(*analysis, workspace_.data_for(*analysis))) tell_that_hints_changed();
}

void Server::tell_that_hints_changed() {
  if (!client_.asks_hints_anew) return;
  send_({{"jsonrpc", "2.0"},
         {"id", "quarterday-" + std::to_string(++own_requests_)},
         {"method", "workspace/inlayHint/refresh"}});
}

void Server::publish(const std::string& uri) {
  const Analysis* analysis = workspace_.analysis(uri);
  workspace_.told(uri);
  if (analysis == nullptr) return;
  std::set<std::string> concerned;
  for (const auto& [file, diagnostics] : said_[uri]) concerned.insert(file);
  said_[uri] = diagnostics_of({workspace_, client_}, *analysis);
  for (const auto& [file, diagnostics] : said_[uri]) concerned.insert(file);
  for (const std::string& file : concerned) publish_file(file);
}

// What all contracts that it is part of say of it, each thing once.
void Server::publish_file(const std::string& uri) {
  Json all = Json::array();
  for (const auto& [contract, files] : said_) {
    const auto said = files.find(uri);
    if (said == files.end()) continue;
    for (const Json& diagnostic : said->second)
      if (std::find(all.begin(), all.end(), diagnostic) == all.end()) all.push_back(diagnostic);
  }
  Json params{{"uri", uri}, {"diagnostics", std::move(all)}};
  if (const Document* document = workspace_.documents().find(uri)) params["version"] = document->version;
  send_({{"jsonrpc", "2.0"}, {"method", "textDocument/publishDiagnostics"}, {"params", std::move(params)}});
}

}  // namespace quarterday::lsp
