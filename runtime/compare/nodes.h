// SPDX-License-Identifier: Apache-2.0
#pragma once

// Compares the sentences of two contracts, down to the smallest words in which they differ. Internal to this room.

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "runtime/compare/matching.h"
#include "runtime/plan/plan.h"

namespace quarterday::compare {

// Words that differ; one side is empty where something is new or gone.
struct Part {
  std::string before;
  std::string after;
  std::string within;  // the sentence around them, of the contract after
  plan::OriginId before_at;
  plan::OriginId after_at;
};

class NodeComparer {
 public:
  NodeComparer(const plan::Plan& before, const plan::Plan& after, const Matching& matching)
      : before_(before), after_(after), matching_(matching) {}

  bool same(plan::NodeId before, plan::NodeId after);
  // Nothing where both mean the same. Either may be none.
  std::vector<Part> differences(plan::NodeId before, plan::NodeId after);

 private:
  // A row of a table or a case of a choice: what is compared as one thing, and moves as one.
  struct Piece {
    std::vector<plan::NodeId> nodes;
    plan::OriginId origin;
    int kind = 0;  // the bound of a row
  };

  bool same_shell(const plan::Node& before, const plan::Node& after) const;
  bool same_figure(const plan::Figure& before, const plan::Figure& after) const;
  bool same_argument(const plan::Argument& before, const plan::Argument& after) const;
  bool same_binder(const plan::Node& before, const plan::Node& after) const;
  bool same_columns(const plan::Node& before, const plan::Node& after) const;
  bool same_piece(const Piece& before, const Piece& after);

  void descend(plan::NodeId before, plan::NodeId after, const Part& around, std::vector<Part>& parts);
  void drop_common(std::vector<Piece>& before, std::vector<Piece>& after);
  void descend_pieces(const std::vector<Piece>& before, const std::vector<Piece>& after, const Part& here,
                      std::vector<Part>& parts);
  void descend_piece(const Piece& before, const Piece& after, const Part& here, std::vector<Part>& parts);
  Part words(plan::OriginId before, plan::OriginId after, const Part& around) const;
  static std::vector<Piece> pieces_of(const plan::Node& node, const plan::Plan& plan);

  const plan::Plan& before_;
  const plan::Plan& after_;
  const Matching& matching_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, bool> known_;
};

}  // namespace quarterday::compare
