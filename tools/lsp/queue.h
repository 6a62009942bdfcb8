// SPDX-License-Identifier: Apache-2.0
#pragma once

// Messages that came and wait. One thread reads them, another answers; so a request can be taken back while it waits,
// and whoever answers can see whether more has come before doing anything long.

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "tools/lsp/json.h"

namespace quarterday::lsp {

// NOLINTNEXTLINE(bugprone-exception-escape): what moves JSON checks itself, and throws nothing.
struct Message {
  Json json;            // of no use where there is a problem
  std::string problem;  // it could not be read
  bool taken_back = false;
  bool end = false;  // nothing comes any more
};

class Queue {
 public:
  void push(Message message);
  // Waits where nothing is there.
  Message pop();
  bool empty() const;

 private:
  mutable std::mutex mutex_;
  std::condition_variable came_;
  std::deque<Message> waiting_;
};

}  // namespace quarterday::lsp
