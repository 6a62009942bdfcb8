// SPDX-License-Identifier: Apache-2.0
#include "runtime/evaluate/deep_stack.h"

#include <pthread.h>

#include <exception>
#include <new>

namespace quarterday::evaluate {

namespace {

// Address space only: the system gives memory for what is touched.
constexpr std::size_t stack_bytes = std::size_t{64} << 20U;

struct Work {
  const std::function<void()>* run = nullptr;
  std::exception_ptr failure;
};

void* run_work(void* pointer) {
  Work& work = *static_cast<Work*>(pointer);
  try {
    (*work.run)();
  } catch (...) {
    work.failure = std::current_exception();
  }
  return nullptr;
}

}  // namespace

void run_on_deep_stack(const std::function<void()>& work) {
  Work job{&work, nullptr};
  pthread_attr_t attributes;
  pthread_t thread{};
  if (pthread_attr_init(&attributes) != 0) throw std::bad_alloc();
  const bool started = pthread_attr_setstacksize(&attributes, stack_bytes) == 0 &&
                       pthread_create(&thread, &attributes, run_work, &job) == 0;
  pthread_attr_destroy(&attributes);
  if (!started) throw std::bad_alloc();
  pthread_join(thread, nullptr);
  if (job.failure) std::rethrow_exception(job.failure);
}

}  // namespace quarterday::evaluate
