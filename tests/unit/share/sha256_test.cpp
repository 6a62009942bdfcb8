// SPDX-License-Identifier: Apache-2.0
#include "compiler/share/sha256.h"

#include <catch2/catch.hpp>

#include "tests/unit/share/sharing.h"

namespace quarterday::share {
namespace {

std::string hash(std::string_view text) {
  Sha256 sha;
  sha.add(text);
  return sha.hex();
}

std::string contract_hash(const std::string& text, sample::Files files) {
  auto compiled = sample::compile(text, std::move(files));
  INFO(compiled.told());
  REQUIRE(compiled.compilation.plan.has_value());
  return compiled.compilation.plan->hash;
}

}  // namespace

// The examples of FIPS 180-4 and its supplements.
TEST_CASE("SHA-256 gives the published digests", "[share]") {
  CHECK(hash("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(hash("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hash("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(hash(std::string(1'000'000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("SHA-256 does not depend on the pieces in which bytes are added", "[share]") {
  const std::string text(200, 'q');
  for (std::size_t cut = 0; cut <= text.size(); cut += 7) {
    Sha256 sha;
    sha.add(std::string_view(text).substr(0, cut));
    sha.add(std::string_view(text).substr(cut));
    CHECK(sha.hex() == hash(text));
  }
}

TEST_CASE("a contract is known by all of its texts, whatever they are called", "[share]") {
  const std::string text = "contract c {\nimport \"a\"\nparameter fee each year : money from \"t\"\n}\n";
  const sample::Files files{{"a", "shared {\n" + sample::header + "}\n"}, {"t", "year,fee\nfrom 2024/25,5\n"}};
  const std::string known = contract_hash(text, files);
  CHECK(known.size() == 64);
  CHECK(contract_hash(text, files) == known);
  CHECK(contract_hash(text + "# later\n", files) != known);
  for (const auto& [name, change] : sample::Files{{"a", "# later\n"}, {"t", "\n"}}) {
    sample::Files others = files;
    others[name] += change;
    CHECK(contract_hash(text, others) != known);
  }
  sample::Files more = files;
  more["unused"] = "shared { }";
  CHECK(contract_hash(text, more) == known);
}

}  // namespace quarterday::share
