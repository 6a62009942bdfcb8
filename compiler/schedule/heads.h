// SPDX-License-Identifier: Apache-2.0
#pragma once

// For whom and how often, and of what kind a figure is, in words. Internal to this room.

#include <string>

#include "compiler/schedule/document.h"
#include "compiler/schedule/sentence.h"
#include "compiler/syntax/ast.h"

namespace quarterday::schedule {

// "an amount of money", "a share of patients", "yes or no".
std::string type_words(const syntax::Type& type);

// "each quarter from 2015/16"; in advance is left to the payment.
std::string rhythm_words(const value::Calendar& calendar, const syntax::HeadRhythm& rhythm);

// " from 2015/16", " in 2014/15 and 2015/16"; begins with a blank, empty without a span.
std::string span_words(const value::Calendar& calendar, const syntax::PeriodSpan& span);

// "For each trust, each quarter, " with the members and the period brought into the sentence; empty without a head.
Text head_words(Sentence& sentence, const std::optional<syntax::Head>& head);

}  // namespace quarterday::schedule
