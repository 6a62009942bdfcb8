// SPDX-License-Identifier: Apache-2.0
#include "runtime/data/dataset.h"

#include <utility>

#include "runtime/data/dataset_impl.h"

namespace quarterday::data {

Dataset::Dataset() : impl_(std::make_unique<Impl>(std::nullopt)) {}
Dataset::~Dataset() = default;
Dataset::Dataset(Dataset&&) noexcept = default;
Dataset& Dataset::operator=(Dataset&&) noexcept = default;

const Observation* Dataset::find(plan::ValueId input, std::span<const plan::EntityId> members,
                                 plan::Period period) const {
  return impl_->figures ? impl_->figures->find(input, members, period) : impl_->store.find({input, members, period});
}

const std::vector<std::string>& Dataset::files() const { return impl_->files; }

const std::vector<RecordFile>& Dataset::record_files() const { return impl_->record_files; }

void Dataset::take_from(std::shared_ptr<Figures> figures) { impl_->figures = std::move(figures); }

void Dataset::measure_with(std::shared_ptr<Measures> measures) { impl_->measures = std::move(measures); }

Measurement Dataset::measure(plan::ValueId figure, std::span<const plan::EntityId> members, plan::Period period) const {
  return impl_->measures ? impl_->measures->measure(figure, members, period) : Measurement{};
}

std::size_t Dataset::size() const { return impl_->store.count_reported(); }

}  // namespace quarterday::data
