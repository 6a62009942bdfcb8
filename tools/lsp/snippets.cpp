// SPDX-License-Identifier: Apache-2.0
#include "tools/lsp/snippets.h"

#include <array>

namespace quarterday::lsp {
namespace {

constexpr std::array<Snippet, 5> all{{
    {"payment", "a payment from one party to another",
     "payment ${1:fee} from ${2:payer} to ${3:provider}, each ${4|year,quarter,month|}\n  = ${0:£0}"},
    {"share", "a share of what was saved, never below nothing",
     "define ${1:saving} each year : money = ${2:£0} - ${3:£0}\n"
     "payment ${4:gain_share} from ${5:payer} to ${6:provider}, each year\n"
     "  = ${7:50%} of ${1:saving} at least £0"},
    {"scorecard", "measures with weights and goals, and the score they make",
     "dimension ${1:measures}, each a ${2:measure}\n"
     "  | ${2:measure} | weight | goal |\n"
     "  | ${3:first_measure} | ${4:60} | ${5:70% to 90%} |\n"
     "  | ${6:second_measure} | ${7:40} | ${8:50% to 80%} |\n"
     "metric ${9:result} for each ${2:measure}, each ${10|quarter,year,month|} : percent\n"
     "  not reported: 0%\n"
     "define ${11:score} each ${10|quarter,year,month|} : percent\n"
     "  = average over ${1:measures} by weight of progress of ${9:result} over goal"},
    {"metric", "a figure that is reported",
     "metric ${1:rate} each ${2|quarter,year,month|} : ${3:percent}\n  not reported: ${0:settlement refused}"},
    {"scenario", "a case worked out by hand",
     "scenario \"${1:what is shown}\" in ${2:2024/25} {\n  given ${3:rate} = ${4:0%}\n  expect ${5:fee} = ${0:£0}\n}"},
}};

const syntax::Tree& tree_of(const Analysis& analysis, const Symbol& symbol) {
  return symbol.file == 0 ? analysis.tree() : analysis.files[symbol.file].part->tree;
}

}  // namespace

std::span<const Snippet> snippets() { return all; }

std::vector<std::pair<std::string, std::string>> gaps_of(const Analysis& analysis, const Symbol& symbol) {
  std::vector<std::pair<std::string, std::string>> gaps;
  for (const syntax::Declaration& declaration : tree_of(analysis, symbol).declarations) {
    if (const auto* phrase = std::get_if<syntax::PhraseDecl>(&declaration)) {
      if (phrase->name.span.begin != symbol.declared.name_span.begin) continue;
      for (const syntax::PhraseGap& gap : phrase->gaps) gaps.emplace_back(gap.word, gap.name.text);
    } else if (const auto* made = std::get_if<syntax::TemplateDecl>(&declaration)) {
      if (made->name.span.begin != symbol.declared.name_span.begin) continue;
      for (const syntax::TemplateParameter& parameter : made->parameters) gaps.emplace_back("", parameter.name.text);
    }
  }
  return gaps;
}

}  // namespace quarterday::lsp
