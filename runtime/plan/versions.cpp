// SPDX-License-Identifier: Apache-2.0
#include "runtime/plan/versions.h"

namespace quarterday::plan {

const Version* version_at(const Value& value, Period period) {
  const Version* in_force = nullptr;
  for (const Version& version : value.versions)
    if (version.first_month <= period.first_month) in_force = &version;
  return in_force;
}

NodeId body_at(const Value& value, Period period) {
  const Version* version = version_at(value, period);
  return version != nullptr && version->body ? version->body : value.body;
}

OriginId origin_at(const Value& value, Period period) {
  const Version* version = version_at(value, period);
  return version != nullptr && version->origin ? version->origin : value.origin;
}

OriginId not_reported_origin_at(const Value& value, Period period) {
  const Version* version = version_at(value, period);
  return version != nullptr ? version->not_reported_origin : value.input.not_reported_origin;
}

OriginId denominator_origin_at(const Value& value, Period period) {
  const Version* version = version_at(value, period);
  return version != nullptr ? version->denominator_origin : value.input.denominator_origin;
}

const std::string& title_at(const Value& value, Period period) {
  const Version* version = version_at(value, period);
  return version != nullptr && !version->title.empty() ? version->title : value.title;
}

}  // namespace quarterday::plan
