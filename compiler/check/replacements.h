// SPDX-License-Identifier: Apache-2.0
#pragma once

// `X with A as B`: X worked out again with B in the place of A, all the way down. The sentence is read as it stands, as
// a definition of its own; when every sentence is known, each definition on the way from it to A gets a second version
// that reads B instead. So what is worked out again is made of ordinary definitions, which explanations show like the
// others.

#include "compiler/check/context.h"

namespace quarterday::check {

void expand_replacements(Context& context);

}  // namespace quarterday::check
