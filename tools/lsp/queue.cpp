// SPDX-License-Identifier: Apache-2.0
#include "tools/lsp/queue.h"

#include <utility>

namespace quarterday::lsp {
namespace {

const Json* part(const Json& json, const char* name) {
  if (!json.is_object()) return nullptr;
  const auto found = json.find(name);
  return found == json.end() ? nullptr : &*found;
}

// The id of the request that is taken back, if that is what the message is.
const Json* taken_back(const Json& json) {
  const Json* method = part(json, "method");
  if (method == nullptr || *method != "$/cancelRequest") return nullptr;
  const Json* params = part(json, "params");
  return params == nullptr ? nullptr : part(*params, "id");
}

}  // namespace

void Queue::push(Message message) {
  {
    const std::lock_guard lock(mutex_);
    if (const Json* id = taken_back(message.json)) {
      for (Message& waiting : waiting_) {
        const Json* other = part(waiting.json, "id");
        if (other != nullptr && *other == *id && part(waiting.json, "method") != nullptr) waiting.taken_back = true;
      }
    }
    waiting_.push_back(std::move(message));
  }
  came_.notify_one();
}

Message Queue::pop() {
  std::unique_lock lock(mutex_);
  came_.wait(lock, [this] { return !waiting_.empty(); });
  Message message = std::move(waiting_.front());
  waiting_.pop_front();
  return message;
}

bool Queue::empty() const {
  const std::lock_guard lock(mutex_);
  return waiting_.empty();
}

}  // namespace quarterday::lsp
