// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/records.h"

#include <algorithm>

#include "compiler/check/row_sentence.h"

namespace quarterday::check {
namespace {

using Holds = plan::RecordColumn::Holds;

// Each of them is a table that the query joins; a set that is read in several places is read anew in each.
constexpr std::size_t most_tables_in_query = 400;

constexpr std::size_t most_columns = 501;  // with the header

// Whether the name may be that of a set; says so where it may not.
bool is_new_name(Context& context, const syntax::Name& name) {
  const Contract& contract = context.contract;
  const auto twice = [&](Span first) {
    context.report(make<Id::DeclaredTwice>(name.span, name.text)).label(first, "declared here first");
    return false;
  };
  if (const auto rows = contract.row_sets_by_name.find(name.text); rows != contract.row_sets_by_name.end())
    return twice(contract.rows(rows->second).name_span);
  const auto counted = contract.values_by_name.find(number_of_rows(name.text));
  if (counted != contract.values_by_name.end()) return twice(contract.value(counted->second.front()).name_span);
  if (const auto set = contract.sets_by_plural.find(name.text); set != contract.sets_by_plural.end())
    return twice(contract.set(set->second).name_span);
  return true;
}

model::Value counted(const syntax::Common& decl, const ReadHead& head) {
  model::Value value = value_of(decl, plan::Value::Kind::input, head);
  value.name = number_of_rows(decl.name.text);
  value.title.clear();
  value.type = Type::bare_number();
  value.input.data_prefix = value.name;
  return value;
}

std::optional<Holds> holds_of_word(std::string_view word) {
  if (word == "text") return Holds::text;
  if (word == "date") return Holds::date;
  if (word == "time") return Holds::time;
  if (word == "money") return Holds::money;
  return std::nullopt;
}

class ColumnReader {
 public:
  ColumnReader(Context& context, model::RecordTable& into) : context_(context), into_(into) {}

  void read(const syntax::RecordsDecl& decl) {
    const auto& rows = decl.table.rows;
    const auto is_header = [](const syntax::Row& row) {
      return row.cells.size() == 2 && row.cells[0].name && row.cells[0].name->text == "column" && row.cells[1].name &&
             row.cells[1].name->text == "holds";
    };
    if (rows.size() < 2 || !is_header(rows.front())) {
      context_.report(make<Id::TableShape>(decl.name.span, "the table of records names columns and what they hold"))
          .help("its first row is '| column | holds |', and then comes a row for each column");
      into_.broken = true;
      return;
    }
    if (rows.size() > most_columns) {
      context_.report(make<Id::TableShape>(decl.name.span, "it names more than 500 columns"))
          .help("name the columns that are used; the file may have more");
      into_.broken = true;
      return;
    }
    for (std::size_t r = 1; r < rows.size(); ++r) read_row(rows[r]);
  }

 private:
  void read_row(const syntax::Row& row) {
    if (!row.cells[0].name) {
      context_.report(make<Id::TypeExpected>(row.cells[0].span, "the name of a column", "another cell"));
      into_.broken = true;
      return;
    }
    const syntax::Name& name = *row.cells[0].name;
    const auto& known = into_.table.columns;
    if (std::any_of(known.begin(), known.end(), [&](const auto& other) { return other.name == name.text; }))
      context_.report(make<Id::DeclaredTwice>(name.span, name.text)).help("each column of the file is named once");
    plan::RecordColumn column;
    column.name = name.text;
    if (read_holds(row.cells[1], column)) {
      into_.table.columns.push_back(std::move(column));
      into_.column_spans.push_back(name.span);
    } else {
      into_.broken = true;
    }
  }

  bool read_holds(const syntax::Cell& cell, plan::RecordColumn& column) {
    if (const auto* literal = context_.as<syntax::TypeLiteral>(cell.expr)) {
      syntax::Type written = literal->type;
      column.optional = written.optional;
      return read_type(written, cell.span, column);
    }
    if (const auto* name = context_.as<syntax::NameReference>(cell.expr)) {
      syntax::Type written;
      written.name = {name->text, cell.span};
      return read_type(written, cell.span, column);
    }
    // episode_id of episode
    if (const auto* of = context_.as<syntax::Of>(cell.expr)) {
      const auto* key = context_.as<syntax::NameReference>(of->left);
      const auto* one = context_.as<syntax::NameReference>(of->right);
      if (key && one)
        return read_reference({key->text, context_.expr(of->left).span}, {one->text, context_.expr(of->right).span},
                              column);
    }
    return no_type(cell.span);
  }

  bool no_type(Span span) {
    context_.report(make<Id::TypeExpected>(span, "what the column holds", "another cell"))
        .help(
            "text, date, time, yes/no, number, money, one of (a, b), the singular of a dimension or group, or "
            "'episode_id of episode'; `optional` before it where a cell may be empty");
    return false;
  }

  bool read_type(const syntax::Type& written, Span span, plan::RecordColumn& column) {
    if (!written.pers.empty()) return no_type(span);
    switch (written.form) {
      case syntax::Type::Form::number:
        column.holds = Holds::number;
        return true;
      case syntax::Type::Form::yes_no:
        column.holds = Holds::yes_no;
        return true;
      case syntax::Type::Form::one_of:
        column.holds = Holds::choice;
        for (const syntax::Name& choice : written.choices) column.choices.push_back(choice.text);
        return true;
      case syntax::Type::Form::its:
        return no_type(span);
      case syntax::Type::Form::named:
        break;
    }
    if (written.of) return read_reference(written.name, *written.of, column);
    if (const auto holds = holds_of_word(written.name.text)) {
      column.holds = *holds;
      return true;
    }
    const auto& singulars = context_.contract.sets_by_singular;
    const auto set = singulars.find(written.name.text);
    if (set == singulars.end() && written.name.text != "party") {
      if (!context_.is_broken(written.name.text)) no_type(span);
      return false;
    }
    column.holds = Holds::member;
    column.set = set == singulars.end() ? context_.contract.parties : set->second;
    return true;
  }

  // The key of a row of another table: a text that stands in one row of it only.
  bool read_reference(const syntax::Name& key, const syntax::Name& one, plan::RecordColumn& column) {
    const auto& tables = context_.contract.tables;
    const auto table = std::find_if(tables.begin(), tables.end(),
                                    [&](const model::RecordTable& t) { return t.table.singular == one.text; });
    if (table == tables.end()) {
      if (context_.is_broken(one.text)) return false;
      Diagnostic& diagnostic = context_.report(make<Id::UnknownName>(one.span, one.text));
      std::vector<std::string_view> candidates;
      candidates.reserve(tables.size());
      for (const model::RecordTable& known : tables) candidates.push_back(known.table.singular);
      context_.suggest(diagnostic, one, candidates);
      return false;
    }
    column.holds = Holds::text;
    column.refers_to = plan::TableId(static_cast<std::uint32_t>(table - tables.begin()));
    // The table may stand further down, so its columns are looked for by their names in the tree.
    keys_.push_back({column.name, key});
    return true;
  }

 public:
  // When the columns of all tables are known.
  void resolve_references() {
    for (const auto& [name, key] : keys_) {
      const auto own = std::find_if(into_.table.columns.begin(), into_.table.columns.end(),
                                    [&, &wanted = name](const auto& c) { return c.name == wanted; });
      if (own == into_.table.columns.end()) continue;
      const model::RecordTable& other = context_.contract.tables[own->refers_to.index];
      const auto& columns = other.table.columns;
      const auto found = std::find_if(columns.begin(), columns.end(),
                                      [&, &wanted = key](const auto& c) { return c.name == wanted.text; });
      if (found == columns.end()) {
        if (!other.broken) context_.report(make<Id::NoSuchColumn>(key.span, other.table.name, key.text));
        into_.broken = true;
        own->refers_to = {};
        continue;
      }
      if (found->holds != Holds::text || found->optional) {
        context_.report(make<Id::TypeExpected>(key.span, "a column of text that is never empty", "another column"))
            .help("a row is found by its key, such as 'episode_id'");
        into_.broken = true;
        own->refers_to = {};
        continue;
      }
      own->refers_column = static_cast<std::uint32_t>(found - columns.begin());
    }
  }

 private:
  Context& context_;
  model::RecordTable& into_;
  std::vector<std::pair<std::string, syntax::Name>> keys_;
};

// The steps of one set, from its declaration.
class StepReader {
 public:
  StepReader(Context& context, RowsReader& reader, model::RowSet& rows)
      : context_(context), reader_(reader), rows_(rows) {}

  // A row is of the member in the column of the index's name; a column that names such is looked for by it.
  void read_indexes(const ReadHead& head) {
    const auto& columns = context_.contract.tables[rows_.set.table.index].table.columns;
    for (const model::Index& index : head.indexes) {
      plan::RowSet::Index read{index.set, index.name, std::nullopt};
      for (std::uint32_t c = 0; c < columns.size(); ++c)
        if (columns[c].name == index.name && columns[c].holds == Holds::member &&
            context_.contract.overlap(columns[c].set, index.set))
          read.column = c;
      rows_.set.indexes.push_back(std::move(read));
      if (!rows_.set.indexes.back().column) continue;
      plan::RowExpr column;
      column.op = plan::RowOp::column;
      column.column = *rows_.set.indexes.back().column;
      plan::RowExpr member;
      member.op = plan::RowOp::member;
      member.slot = static_cast<std::uint32_t>(rows_.set.indexes.size() - 1);
      plan::RowExpr equal;
      equal.op = plan::RowOp::equal;
      equal.operands = {add(std::move(column)), add(std::move(member))};
      plan::RowStep step;
      step.condition = add(std::move(equal));
      step.elsewhere = true;
      keep(std::move(step), index.span, "");
    }
  }

  void read(const syntax::RowsStep& written) {
    const std::string& clause = written.clause.text.empty() ? rows_.clause : written.clause.text;
    if (written.kind == syntax::RowsStep::Kind::keep_one) {
      read_keep_one(written, clause);
      return;
    }
    RowSentence sentence(context_, reader_, rows_);
    // Parts joined by `and` are steps of their own, so that the reason for a row that is left out is one of them.
    std::vector<ExprId> parts;
    if (written.kind == syntax::RowsStep::Kind::where) {
      split(written.condition, parts);
    } else {
      parts.push_back(written.condition);
    }
    for (const ExprId part : parts) {
      plan::RowStep step;
      step.kind =
          written.kind == syntax::RowsStep::Kind::unless ? plan::RowStep::Kind::unless : plan::RowStep::Kind::where;
      step.condition = sentence.condition(part);
      if (!step.condition) {
        rows_.broken = true;
        continue;
      }
      const plan::RowExpr& condition = context_.contract.row_exprs[step.condition.index];
      step.elsewhere = step.kind == plan::RowStep::Kind::where &&
                       (condition.op == plan::RowOp::in_period || is_of_member(condition));
      keep(std::move(step), parts.size() == 1 ? written.span : context_.expr(part).span, clause);
    }
    rows_.size += sentence.size();
  }

 private:
  plan::RowExprId add(plan::RowExpr expr) {
    context_.contract.row_exprs.push_back(std::move(expr));
    return plan::RowExprId(static_cast<std::uint32_t>(context_.contract.row_exprs.size() - 1));
  }

  void keep(plan::RowStep step, Span span, const std::string& clause) {
    rows_.set.steps.push_back(std::move(step));
    rows_.step_spans.push_back(span);
    rows_.step_clauses.push_back(clause);
  }

  void split(ExprId id, std::vector<ExprId>& parts) const {
    const auto* binary = context_.as<syntax::Binary>(id);
    if (!binary || binary->op != syntax::BinaryOp::logical_and) {
      parts.push_back(id);
      return;
    }
    split(binary->left, parts);
    split(binary->right, parts);
  }

  // `episode's provider is owner`: the rows of other members are not left out, they are theirs.
  bool is_of_member(const plan::RowExpr& condition) const {
    if (condition.op != plan::RowOp::equal) return false;
    const auto op = [&](std::size_t i) { return context_.contract.row_exprs[condition.operands[i].index].op; };
    return (op(0) == plan::RowOp::member && op(1) == plan::RowOp::column) ||
           (op(1) == plan::RowOp::member && op(0) == plan::RowOp::column);
  }

  std::optional<std::uint32_t> column(const syntax::Name& name) {
    const model::RecordTable& table = context_.contract.tables[rows_.set.table.index];
    const auto& columns = table.table.columns;
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const auto& c) { return c.name == name.text; });
    if (found == columns.end()) {
      rows_.broken = true;
      if (table.broken) return std::nullopt;
      Diagnostic& diagnostic = context_.report(make<Id::NoSuchColumn>(name.span, table.table.name, name.text));
      std::vector<std::string_view> candidates;
      candidates.reserve(columns.size());
      for (const plan::RecordColumn& known : columns) candidates.push_back(known.name);
      context_.suggest(diagnostic, name, candidates);
      return std::nullopt;
    }
    if (found->optional) {
      context_.report(make<Id::TypeExpected>(name.span, "a column that is never empty", "an optional one"))
          .help("which row is kept may not hang on an empty cell");
      rows_.broken = true;
      return std::nullopt;
    }
    return static_cast<std::uint32_t>(found - columns.begin());
  }

  void read_keep_one(const syntax::RowsStep& written, const std::string& clause) {
    plan::RowStep step;
    step.kind = plan::RowStep::Kind::keep_one;
    for (const syntax::Name& key : written.keys)
      if (const auto c = column(key)) step.keys.push_back(*c);
    for (const syntax::RowsOrder& order : written.order) {
      if (order.in_file) {
        if (order.column.text != "file")
          context_.report(make<Id::TypeExpected>(order.column.span, "'file'", "'" + order.column.text + "'"));
        step.order.push_back({0, true, order.word == "last"});
        continue;
      }
      const bool highest = order.word == "latest" || order.word == "highest";
      if (!highest && order.word != "earliest" && order.word != "lowest") {
        context_.report(make<Id::TypeExpected>(order.span, "'latest', 'earliest', 'highest' or 'lowest' and a column",
                                               "'" + order.word + "'"));
        rows_.broken = true;
        continue;
      }
      if (const auto c = column(order.column)) step.order.push_back({*c, false, highest});
    }
    rows_.size *= 2;
    keep(std::move(step), written.span, clause);
  }

  Context& context_;
  RowsReader& reader_;
  model::RowSet& rows_;
};

}  // namespace

std::string number_of_rows(std::string_view set) { return "number of " + std::string(set); }

void declare_record_table(Context& context, const syntax::RecordsDecl& decl) {
  Contract& contract = context.contract;
  if (!is_new_name(context, decl.name)) return;
  const plan::RowSetId rows_id(static_cast<std::uint32_t>(contract.row_sets.size()));
  const plan::TableId table_id(static_cast<std::uint32_t>(contract.tables.size()));

  model::Value named = value_of(decl, plan::Value::Kind::input, {});
  named.type = Type::bare_number();
  named.input.data_prefix = decl.name.text;
  named.records = plan::RecordFigure{plan::RecordFigure::What::table, rows_id, {}};

  model::RecordTable table;
  table.table.name = decl.name.text;
  table.table.singular = decl.singular.text;
  table.table.file = decl.file.text;
  table.table.value = context.declare(std::move(named));
  table.span = decl.span;
  table.name_span = decl.name.span;
  table.clause = decl.clause.text;
  for (const model::RecordTable& other : contract.tables) {
    if (other.table.file == table.table.file)
      context.report(make<Id::DeclaredTwice>(decl.file.span, decl.file.text))
          .label(other.name_span, "these records stand in that file");
    if (other.table.singular == table.table.singular)
      context.report(make<Id::DeclaredTwice>(decl.singular.span, decl.singular.text))
          .label(other.name_span, "a row of these is called so");
  }
  contract.tables.push_back(std::move(table));

  model::RowSet rows;
  rows.set.name = decl.name.text;
  rows.set.singular = decl.singular.text;
  rows.set.table = table_id;
  rows.span = decl.span;
  rows.name_span = decl.name.span;
  rows.clause = decl.clause.text;
  rows.names = {decl.singular.text};
  contract.row_sets.push_back(std::move(rows));
  contract.row_sets_by_name.emplace(decl.name.text, rows_id);

  model::Value number = counted(decl, {});
  number.records = plan::RecordFigure{plan::RecordFigure::What::number, rows_id, {}};
  context.declare(std::move(number));
}

// Its rows are read later; here its figure gets a name, a head and a place in the order of the declarations.
void declare_rows(Context& context, const syntax::RowsDecl& decl) {
  if (!is_new_name(context, decl.name)) return;
  const ReadHead head = read_head(context, decl.head);
  for (std::size_t i = 0; i < head.wheres.size(); ++i)
    if (head.wheres[i])
      context.report(make<Id::TypeExpected>(context.expr(head.wheres[i]).span, "a member without a test", "'where'"))
          .help("which rows belong to the set is said below its head, in lines 'where' and 'unless'");
  const ValueId number = context.declare(counted(decl, head));
  if (!head.broken && number.index < context.contract.values.size()) return;
  context.contract.broken_names.insert(decl.name.text);
  context.contract.broken_names.insert(number_of_rows(decl.name.text));
}

void check_records(Context& context) {
  std::vector<ColumnReader> readers;
  readers.reserve(context.contract.tables.size());
  for (const syntax::Declaration& declaration : context.tree.declarations) {
    const auto* decl = std::get_if<syntax::RecordsDecl>(&declaration);
    if (!decl) continue;
    for (model::RecordTable& table : context.contract.tables)
      if (table.name_span.begin == decl->name.span.begin) readers.emplace_back(context, table).read(*decl);
  }
  for (ColumnReader& reader : readers) reader.resolve_references();
  RowsReader(context).read_all();
}

void RowsReader::read_all() {
  for (const syntax::Declaration& declaration : context_.tree.declarations)
    if (const auto* decl = std::get_if<syntax::RowsDecl>(&declaration)) read(*decl);
}

void RowsReader::unknown(const syntax::Name& name) {
  if (context_.is_broken(name.text)) return;
  Diagnostic& diagnostic = context_.report(make<Id::UnknownName>(name.span, name.text));
  context_.unknown_names.insert(name.text);
  std::vector<std::string_view> candidates;
  for (const auto& [known, id] : context_.contract.row_sets_by_name) candidates.push_back(known);
  context_.suggest(diagnostic, name, candidates);
  diagnostic.help("rows are selected from 'records', or from other 'rows'");
}

std::optional<plan::RowSetId> RowsReader::set(const syntax::Name& name) {
  for (const syntax::Declaration& declaration : context_.tree.declarations) {
    const auto* decl = std::get_if<syntax::RowsDecl>(&declaration);
    if (!decl || decl->name.text != name.text) continue;
    if (open_.count(decl) != 0) {
      context_.report(make<Id::CircularDefinition>(name.span, "'" + name.text + "' is selected from itself"));
      context_.contract.broken_names.insert(name.text);
      return std::nullopt;
    }
    context_.refer(name.span, decl->name.span);
    return read(*decl);
  }
  const auto found = context_.contract.row_sets_by_name.find(name.text);
  if (found != context_.contract.row_sets_by_name.end()) {
    context_.refer(name.span, context_.contract.rows(found->second).name_span);
    return found->second;
  }
  unknown(name);
  return std::nullopt;
}

std::optional<plan::RowSetId> RowsReader::set_of_one(const syntax::Name& name) {
  for (const syntax::Declaration& declaration : context_.tree.declarations) {
    const auto* decl = std::get_if<syntax::RowsDecl>(&declaration);
    if (decl && decl->singular && decl->singular->text == name.text) return set(decl->name);
  }
  for (const model::RecordTable& table : context_.contract.tables)
    if (table.table.singular == name.text) return context_.contract.row_sets_by_name.at(table.table.name);
  const bool is_plural = context_.contract.row_sets_by_name.count(name.text) != 0;
  if (!is_plural) {
    unknown(name);
    return std::nullopt;
  }
  const model::RowSet& rows = context_.contract.rows(context_.contract.row_sets_by_name.at(name.text));
  Diagnostic& diagnostic =
      context_.report(make<Id::TypeExpected>(name.span, "the word for one row", "'" + name.text + "'"));
  diagnostic.help(rows.set.singular.empty() ? "give one: 'rows " + name.text + ", each a ..., of ...'"
                                            : "write 'some " + rows.set.singular + "'");
  return std::nullopt;
}

// What is selected from the rows of each quarter belongs to a quarter too.
bool RowsReader::same_periods(const syntax::RowsDecl& decl, const model::RowSet& rows, const model::RowSet& of) {
  if (of.set.grain == Grain::once || of.set.grain == rows.set.grain) return true;
  context_
      .report(make<Id::RowsDoNotMatch>(
          decl.of.span, of.set.name,
          "they are those of each " + grain_word(of.set.grain) + ", and '" + decl.name.text + "' is declared " +
              (rows.set.grain == Grain::once ? "without periods" : "for each " + grain_word(rows.set.grain))))
      .help("write 'of " + of.set.name + ", each " + grain_word(of.set.grain) + "'");
  return false;
}

std::optional<plan::RowSetId> RowsReader::read(const syntax::RowsDecl& decl) {
  Contract& contract = context_.contract;
  const auto known = contract.row_sets_by_name.find(decl.name.text);
  if (known != contract.row_sets_by_name.end()) return known->second;
  if (!done_.insert(&decl).second || contract.values_by_name.count(number_of_rows(decl.name.text)) == 0)
    return std::nullopt;
  open_.insert(&decl);
  const auto of = set(decl.of);
  open_.erase(&decl);
  const auto fail = [&] {
    contract.broken_names.insert(decl.name.text);
    contract.broken_names.insert(number_of_rows(decl.name.text));
    if (decl.singular) contract.broken_names.insert(decl.singular->text);
    return std::nullopt;
  };
  if (!of || context_.is_broken(decl.name.text)) return fail();

  const ValueId number = contract.values_by_name.at(number_of_rows(decl.name.text)).front();
  model::RowSet rows;
  rows.set.name = decl.name.text;
  rows.set.singular = decl.singular ? decl.singular->text : "";
  rows.set.table = contract.rows(*of).set.table;
  rows.set.of = *of;
  rows.set.grain = contract.value(number).grain;
  rows.span = decl.span;
  rows.name_span = decl.name.span;
  rows.clause = decl.clause.text;
  rows.size = contract.rows(*of).size;
  if (decl.singular) rows.names.push_back(decl.singular->text);
  rows.names.insert(rows.names.end(), contract.rows(*of).names.begin(), contract.rows(*of).names.end());
  if (!same_periods(decl, rows, contract.rows(*of))) return fail();

  StepReader steps(context_, *this, rows);
  ReadHead head;
  head.indexes = contract.value(number).indexes;
  steps.read_indexes(head);
  const auto slots = RowSentence(context_, *this, rows).slots_for(*of, decl.of.span);
  if (!slots) return fail();
  rows.set.of_slots = *slots;
  open_.insert(&decl);
  for (const syntax::RowsStep& step : decl.steps) steps.read(step);
  open_.erase(&decl);
  if (rows.broken || contract.tables[rows.set.table.index].broken) return fail();
  if (rows.size > most_tables_in_query) {
    context_
        .report(make<Id::RowsDoNotMatch>(decl.name.span, decl.name.text,
                                         "too many rows would be looked up for each of them"))
        .help("of the steps 'keep one for each' and 'some ... has' that build on each other, leave some out");
    return fail();
  }
  const plan::RowSetId id(static_cast<std::uint32_t>(contract.row_sets.size()));
  contract.row_sets.push_back(std::move(rows));
  contract.row_sets_by_name.emplace(decl.name.text, id);
  contract.values[number.index].records = plan::RecordFigure{plan::RecordFigure::What::number, id, {}};
  return id;
}

}  // namespace quarterday::check
