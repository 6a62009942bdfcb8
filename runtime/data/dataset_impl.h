// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/data/dataset.h"
#include "runtime/data/figure_store.h"

namespace quarterday::data {

struct Dataset::Impl {
  explicit Impl(std::optional<value::Date> as_at) : store(as_at) {}

  std::vector<std::string> files;
  std::vector<RecordFile> record_files;
  std::shared_ptr<Figures> figures;
  std::shared_ptr<Measures> measures;
  FigureStore store;
};

}  // namespace quarterday::data
