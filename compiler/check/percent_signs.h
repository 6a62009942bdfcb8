// SPDX-License-Identifier: Apache-2.0
//
// A percent sign that was forgotten is the commonest slip that still reads as a sentence: 30 is thirty times the whole.
#pragma once

#include "compiler/check/sentence.h"

namespace quarterday::check {

// Reports a plain figure above 1, written out in `figure` or in the table it reads, that is put together with a percent
// or a share: as one side of a sum or a comparison, before `of`, or where a percent is declared. Up to 1 it may well be
// meant: `1 - rate`.
bool forgets_percent(Context& context, const Type& beside, const Typed& figure);

}  // namespace quarterday::check
