// SPDX-License-Identifier: Apache-2.0
#include "compiler/schedule/escape.h"

#include <array>

namespace quarterday::schedule {
namespace {

constexpr std::string_view digits = "0123456789ABCDEF";

std::string roman(std::size_t number) {
  constexpr std::array<std::pair<std::size_t, std::string_view>, 9> signs{
      {{100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}}};
  std::string text;
  for (const auto& [value, sign] : signs)
    for (; number >= value; number -= value) text += sign;
  return text;
}

// a to z, then aa, ab and so on.
std::string letters(std::size_t place, char first) {
  std::string text;
  for (std::size_t rest = place + 1; rest > 0; rest = (rest - 1) / 26)
    text.insert(text.begin(), static_cast<char>(first + static_cast<char>((rest - 1) % 26)));
  return text;
}

// Signs that turn the direction of the text around them would let a title change how the figures beside it read; others
// are no characters of XML, or begin a new line.
bool is_hidden(std::string_view sign) {
  const auto byte = [&](std::size_t i) { return i < sign.size() ? static_cast<unsigned char>(sign[i]) : 0U; };
  const bool control = !sign.empty() && byte(0) < ' ' && byte(0) != '\n' && byte(0) != '\t' && byte(0) != '\r';
  if (control || byte(0) == 0x7F) return true;
  if (byte(0) == 0xC2) return byte(1) >= 0x80 && byte(1) <= 0x9F;
  if (byte(0) == 0xE2 && byte(1) == 0x80)
    return byte(2) == 0x8E || byte(2) == 0x8F || (byte(2) >= 0xA8 && byte(2) <= 0xAE);
  if (byte(0) == 0xE2 && byte(1) == 0x81) return byte(2) >= 0xA6 && byte(2) <= 0xA9;
  return byte(0) == 0xEF && byte(1) == 0xBF && byte(2) >= 0xBE;
}

std::size_t length_of(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

// With a sign of replacement for each of them.
std::string visible(std::string_view text) {
  std::string shown;
  shown.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = length_of(text[i]);
    const std::string_view sign = text.substr(i, length);
    shown += is_hidden(sign) ? "\xEF\xBF\xBD" : sign;
    i += length;
  }
  return shown;
}

}  // namespace

std::string html(std::string_view written) {
  const std::string text = visible(written);
  std::string safe;
  safe.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\'':
        safe += "&#39;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

std::string markdown(std::string_view written) {
  const std::string shown = visible(written);
  const std::string_view text = shown;
  std::string safe;
  safe.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '&') {
      safe += "&amp;";
    } else if (c == '<') {
      safe += "&lt;";
    } else if (c == '>') {
      safe += "&gt;";
    } else if (c == '\n' || c == '\r' || c == '\t') {
      safe += ' ';
    } else {
      // A web address in a title is not to become a link.
      const bool address =
          (c == ':' && text.substr(i, 3) == "://") || (c == '.' && i >= 3 && text.substr(i - 3, 3) == "www");
      if (address || std::string_view("\\`*_[]|~#$!").find(c) != std::string_view::npos) safe += '\\';
      safe += c;
    }
  }
  return safe;
}

std::string markdown_line(std::string_view text) {
  std::string safe = markdown(text);
  const std::size_t digits_end = safe.find_first_not_of("0123456789");
  if (safe.empty()) return safe;
  if (std::string_view("-+=").find(safe.front()) != std::string_view::npos) return "\\" + safe;
  const bool numbered =
      digits_end != 0 && digits_end != std::string::npos && (safe[digits_end] == '.' || safe[digits_end] == ')');
  if (numbered) safe.insert(digits_end, 1, '\\');
  return safe;
}

std::string url(std::string_view path) {
  std::string safe;
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._/").find(c) != std::string_view::npos;
    if (plain) {
      safe += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      safe += '%';
      safe += digits[byte / 16];
      safe += digits[byte % 16];
    }
  }
  return safe;
}

std::string label(std::size_t place, std::size_t depth) {
  switch (depth % 3) {
    case 0:
      return "(" + letters(place, 'a') + ")";
    case 1:
      return "(" + roman(place + 1) + ")";
    default:
      return "(" + letters(place, 'A') + ")";
  }
}

}  // namespace quarterday::schedule
