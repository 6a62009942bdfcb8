// SPDX-License-Identifier: Apache-2.0
//
// What contracts share: imports, phrases, templates and their uses.
#include <utility>

#include "compiler/syntax/allowances.h"
#include "compiler/syntax/build_tree.h"

namespace quarterday::syntax {

namespace g = grammar;

ImportDecl TreeBuilder::import_file(Part part) {
  ImportDecl import{common_of(part), {}};
  part.take(g::IMPORT);
  import.library = !part.at(g::TITLE);
  if (import.library) {
    const Name subject = name(part.part());
    import.path = {subject.text, subject.span};
  } else {
    import.path = title(part.word());
  }
  return import;
}

PhraseGap TreeBuilder::phrase_gap(std::string word, Part part) {
  PhraseGap gap{std::move(word), name(part.part()), {}};
  if (part.take(g::OPEN_BRACKET)) gap.type = type(part.part());
  return gap;
}

PhraseDecl TreeBuilder::phrase_declaration(Part part) {
  PhraseDecl phrase{common_of(part), {}, {}, {}};
  part.take(g::PHRASE);
  phrase.name = name(part.part());
  part.take(g::OF);
  phrase.gaps.push_back(phrase_gap("of", part.part()));
  while (part.at_rule(g::RulePhraseFurtherGap)) {
    Part further = part.part();
    std::string word(text_of(further.part().first_word()));
    phrase.gaps.push_back(phrase_gap(std::move(word), further.part()));
    if (further.take(g::TO)) phrase.gaps.push_back(phrase_gap("to", further.part()));
  }
  if (part.take(g::COLON)) phrase.type = type(part.part());
  part.take(g::EQUAL);
  phrase.body = sentence(part.part());
  return phrase;
}

TemplateDecl TreeBuilder::template_declaration(Part part) {
  TemplateDecl made{common_of(part), {}, {}};
  part.take(g::TEMPLATE);
  made.name = name(part.part());
  if (part.take(g::WITH)) {
    do {
      Part written = part.part();
      TemplateParameter parameter;
      parameter.name = name(written.part());
      written.take(g::COLON);
      if (!written.take(g::PARTY)) parameter.type = type(written.part());
      made.parameters.push_back(std::move(parameter));
    } while (part.take(g::COMMA));
  }
  part.take(g::OPEN_BRACE);
  Block block;
  while (part.at_rule(g::RuleDeclaration)) block.declarations.push_back(declaration(part.part()));
  join_allowances(block.declarations);
  made.block = std::make_shared<const Block>(std::move(block));
  return made;
}

UseDecl TreeBuilder::use(Part part) {
  UseDecl use{common_of(part), {}, {}};
  part.take(g::USE);
  use.name = name(part.part());
  if (part.take(g::AS)) use.as = name(part.part());
  if (part.take(g::WITH)) {
    do {
      Part written = part.part();
      UseArgument argument;
      argument.name = name(written.part());
      written.take(g::EQUAL);
      argument.value = sum(written.part());
      use.arguments.push_back(std::move(argument));
    } while (part.take(g::COMMA));
  }
  optional_clause(part, use.clause);
  return use;
}

}  // namespace quarterday::syntax
