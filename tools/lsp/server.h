// SPDX-License-Identifier: Apache-2.0
#pragma once

// The life of the server and who answers what: a table of methods, most of which are features (features.h).

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "tools/lsp/features.h"
#include "tools/lsp/queue.h"
#include "tools/lsp/workspace.h"

namespace quarterday::lsp {

class Server {
 public:
  using Send = std::function<void(const Json&)>;

  Server(std::string version, Send send) : version_(std::move(version)), send_(std::move(send)) {}

  void take(const Message& message);
  // Something is left to do when no message waits: texts that were changed and not looked at since, figures that are
  // to stand beside them.
  bool has_work() const;
  void work();

  // After `exit`: the code to end with.
  bool is_over() const { return over_; }
  int exit_code() const { return shut_down_ ? 0 : 1; }

 private:
  void take_request(const std::string& method, const Json& id, const Json& params);
  void take_notice(const std::string& method, const Json& params);
  void answer(const Json& id, Json result);
  void refuse(const Json& id, Problem problem, const std::string& message);

  Json initialize(const Json& params);
  void initialized();
  Json execute_command(const Json& params);
  void did_open(const Json& params);
  void did_change(const Json& params);
  void did_close(const Json& params);
  void did_change_watched_files(const Json& params);
  void did_change_folders(const Json& params);
  void settle_what_is_wanted();
  void tell_that_hints_changed();
  void publish(const std::string& uri);
  void publish_file(const std::string& uri);

  std::string version_;
  Send send_;
  Workspace workspace_;
  Client client_;
  bool initialized_ = false;
  bool shut_down_ = false;
  bool over_ = false;
  std::int64_t own_requests_ = 0;
  // By contract: what it says of each file. One file may be part of several contracts.
  std::map<std::string, std::map<std::string, std::vector<Json>>> said_;
};

// Reads standard input and answers on standard output until the editor says `exit` or is gone. The exit code.
int serve(const std::string& version);

}  // namespace quarterday::lsp
