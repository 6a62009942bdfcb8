// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "compiler/schedule/heads.h"
#include "compiler/schedule/periods.h"
#include "compiler/schedule/writer.h"

namespace quarterday::schedule {

using syntax::BalanceDecl;
using syntax::BalanceLine;
using syntax::EndsDecl;
using syntax::GuaranteeDecl;
using syntax::Name;
using syntax::RequireDecl;
using syntax::VariationDecl;

void Writer::operator()(const BalanceDecl& decl) {
  readings_.use(Reading::balance);
  Sentence words = sentence();
  const Text head = head_words(words, decl.head);
  const std::string deed = deed_words(decl);
  Item made{head + (head.empty() ? "A" : "a") + " balance is kept, the " +
                defined(decl.name.text, decl.title ? decl.title->text : "", decl.type ? type_words(*decl.type) : "") +
                ", as follows:",
            {}};
  const std::string period = grain_word(words.scope().grain);
  for (const BalanceLine& line : decl.lines) {
    Item value = words.item(line.expr);
    Text text;
    switch (line.kind) {
      case BalanceLine::Kind::opens_at:
        text = "it opens at " + value.text;
        break;
      case BalanceLine::Kind::never_above:
        text = "what it takes in fills it up to " + value.text + " at most";
        break;
      case BalanceLine::Kind::takes_in:
        text = "it takes in " + value.text;
        break;
      case BalanceLine::Kind::pays_out:
        text = "it pays out " + value.text;
        break;
      case BalanceLine::Kind::lapses_after:
        text = "what is taken in in a ";
        for (const Text& part :
             {Text(period), Text(" may be paid out until the end of the "), Text(period), " that lies " + value.text,
              Text(" after it; the rest lapses then, and what it opens "), Text("at counts as taken in in the "),
              Text(period), Text(" before the first")})
          text += part;
        break;
    }
    made.items.push_back({std::move(text) + clause_words(line.clause.text, deed), std::move(value.items)});
  }
  close(made, clauses(decl));
  paragraph(decl, std::move(made), {decl.name.text});
}

void Writer::operator()(const RequireDecl& decl) {
  readings_.use(Reading::refused);
  readings_.use(Reading::requirement);
  Sentence words = sentence();
  const Text head = head_words(words, decl.head);
  Item made = words.condition_item(decl.condition);
  const Text otherwise =
      decl.every_settlement
          ? "otherwise every settlement of the period is refused, and names " + words.named(decl.naming)
          : "otherwise whatever needs " + words.named(decl.naming) + " is refused, and names it";
  const Text beginning = head + (head.empty() ? "It" : "it") + " is required that ";
  if (made.items.empty()) {
    made.text = beginning + made.text + "; " + otherwise + "." + clauses(decl);
  } else {
    made.text = beginning + made.text;
    close(made, clauses(decl));
    made.items.push_back({otherwise, {}});
  }
  paragraph(decl, std::move(made));
}

void Writer::operator()(const GuaranteeDecl& decl) {
  Sentence words = sentence();
  const Text head = head_words(words, decl.head);
  Item made = words.condition_item(decl.condition);
  const Text title = decl.title ? " " + Text(Run{Run::Kind::strong, decl.title->text, {}}) : Text();
  made.text = "Guarantee" + title + ": whatever is reported, " + lower(head) + made.text;
  close(made, clauses(decl));
  paragraph(decl, std::move(made));
}

// ---- Deeds --------------------------------------------------------------------------------------------------------

void Writer::operator()(const VariationDecl& decl) {
  readings_.use(Reading::deeds);
  const std::string title = decl.title ? decl.title->text : spaced(decl.name.text);
  document_.blocks.emplace_back(
      Heading{2, plain(capital(Text(title))) + ", from " + first_words(contract_.calendar, decl.from.text)});
  paragraph(decl,
            {"From " + first_words(contract_.calendar, decl.from.text) + " on the contract is changed by " +
                 defined(decl.name.text, decl.title ? decl.title->text : "") +
                 ": what follows replaces the terms of the same name from then on, or is added." +
                 clause_words(decl.clause.text, ""),
             {}},
            {decl.name.text});
}

void Writer::operator()(const EndsDecl& decl) {
  std::vector<Text> ended;
  ended.reserve(decl.names.size());
  for (const Name& name : decl.names) {
    const auto found = contract_.values_by_name.find(name.text);
    ended.push_back(found == contract_.values_by_name.end() ? "the " + Terms::word(name.text)
                                                            : terms_.the_value(found->second.front()));
  }
  const char* ends = ended.size() > 1 ? " end." : " ends.";
  paragraph(decl, {list(ended, "and") + ends + clauses(decl), {}});
}

}  // namespace quarterday::schedule
