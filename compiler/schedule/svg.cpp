// SPDX-License-Identifier: Apache-2.0
#include "compiler/schedule/svg.h"

#include <algorithm>
#include <array>
#include <utility>

#include "compiler/schedule/escape.h"
#include "runtime/value/format.h"

namespace quarterday::schedule {
namespace {

using value::Rational;

constexpr std::array<std::string_view, 8> colours{"#1a5fb4", "#c64600", "#26773b", "#813d9c",
                                                  "#986a44", "#5e5c64", "#a51d2d", "#1c71d8"};
// Told apart without colour too.
constexpr std::array<std::string_view, 8> dashes{"", "7 3", "2 3", "9 3 2 3", "12 4", "4 4", "1 2", "14 3 3 3"};

constexpr int width = 640;
constexpr int half_width = 320;
constexpr int left = 78;
constexpr int right = 18;

std::string figure(const Rational& number, Chart::Shown shown, const std::string& symbol) {
  switch (shown) {
    case Chart::Shown::percent:
      return value::format_percent(number);
    case Chart::Shown::money: {
      const bool word = !symbol.empty() && symbol.front() >= 'A' && symbol.front() <= 'Z';
      const std::string amount = value::with_thousands(value::abs(number).to_decimal(number.is_integer() ? 0 : 2));
      return (number.sign() < 0 ? "-" : "") + symbol + (word ? " " : "") + amount;
    }
    case Chart::Shown::number:
      break;
  }
  return value::format_number(number);
}

std::string at(const Rational& pixel) { return pixel.to_decimal(1); }

struct Axis {
  Rational low;
  Rational high;
  Rational step;
};

// Four to eight marks at round figures around all that is drawn.
Axis axis(Rational low, Rational high) {
  if (low == high) {
    low = low - Rational(1);
    high = high + Rational(1);
  }
  const Rational wanted = (high - low) / Rational(5);
  Rational power(1);
  while (power * Rational(10) <= wanted) power *= Rational(10);
  while (power > wanted) power = power / Rational(10);
  Rational step = power;
  for (const int factor : {2, 5, 10})
    if (power * Rational(factor) <= wanted * Rational(2)) step = power * Rational(factor);
  return {value::floor(low / step) * step, -value::floor(-high / step) * step, step};
}

class Drawing {
 public:
  Drawing(const Chart& chart, int height, int across = width) {
    out_ = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + std::to_string(across) + "\" height=\"" +
           std::to_string(height) + "\" viewBox=\"0 0 " + std::to_string(across) + " " + std::to_string(height) +
           "\" role=\"img\">";
    out_ += "<title>" + html(chart.title) + "</title>";
  }
  std::string end() { return std::move(out_) + "</svg>"; }

  void line(const std::string& x1, const std::string& y1, const std::string& x2, const std::string& y2,
            std::string_view colour) {
    out_ += "<line x1=\"" + x1 + "\" y1=\"" + y1 + "\" x2=\"" + x2 + "\" y2=\"" + y2 + "\" stroke=\"" +
            std::string(colour) + "\"/>";
  }
  void words(const std::string& x, const std::string& y, std::string_view anchor, const std::string& text) {
    out_ += "<text x=\"" + x + "\" y=\"" + y + "\" font-size=\"11\" fill=\"#4a5562\" text-anchor=\"" +
            std::string(anchor) + "\">" + html(text) + "</text>";
  }
  void bar(const std::string& x, const std::string& y, const std::string& w, const std::string& h) {
    out_ += "<rect x=\"" + x + "\" y=\"" + y + "\" width=\"" + w + "\" height=\"" + h + "\" fill=\"#7ba3d0\"/>";
  }
  void curve(const std::string& points, std::size_t which) {
    const std::string_view dash = dashes.at(which % dashes.size());
    out_ +=
        "<polyline fill=\"none\" stroke-width=\"2\" stroke=\"" + std::string(colours.at(which % colours.size())) + "\"";
    if (!dash.empty()) out_ += " stroke-dasharray=\"" + std::string(dash) + "\"";
    out_ += " points=\"" + points + "\"/>";
  }

 private:
  std::string out_;
};

std::string lines(const Chart& chart) {
  const bool named = chart.series.size() > 1 || !chart.series.front().name.empty();
  const int legend = named ? static_cast<int>(chart.series.size()) * 16 + 6 : 0;
  constexpr int top = 12;
  constexpr int bottom = 232;
  Drawing drawing(chart, bottom + 44 + legend);
  Rational low_x = chart.series.front().points.front().first;
  Rational high_x = low_x;
  Rational low_y = chart.series.front().points.front().second;
  Rational high_y = low_y;
  for (const ChartSeries& series : chart.series)
    for (const auto& [x, y] : series.points) {
      low_x = value::min(low_x, x);
      high_x = value::max(high_x, x);
      low_y = value::min(low_y, y);
      high_y = value::max(high_y, y);
    }
  const Axis across = axis(low_x, high_x);
  const Axis up = axis(value::min(low_y, Rational(0)), high_y);
  const auto pixel_x = [&](const Rational& x) {
    return at(Rational(left) + (x - low_x) * Rational(width - left - right) / (high_x - low_x));
  };
  const auto height_of = [&](const Rational& y) {
    return Rational(bottom) - (y - up.low) * Rational(bottom - top) / (up.high - up.low);
  };
  const auto pixel_y = [&](const Rational& y) { return at(height_of(y)); };
  for (Rational y = up.low; y <= up.high; y += up.step) {
    drawing.line(std::to_string(left), pixel_y(y), std::to_string(width - right), pixel_y(y),
                 y.is_zero() ? "#8a929c" : "#e2e6ea");
    drawing.words(std::to_string(left - 6), at(height_of(y) + Rational(4)), "end",
                  figure(y, chart.y_shown, chart.symbol));
  }
  for (Rational x = across.low; x <= across.high; x += across.step) {
    if (x < low_x || x > high_x) continue;
    drawing.line(pixel_x(x), std::to_string(bottom), pixel_x(x), std::to_string(bottom + 4), "#8a929c");
    drawing.words(pixel_x(x), std::to_string(bottom + 17), "middle", figure(x, chart.x_shown, chart.symbol));
  }
  if (!chart.x_title.empty())
    drawing.words(std::to_string((left + width - right) / 2), std::to_string(bottom + 35), "middle", chart.x_title);
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    std::string points;
    for (const auto& [x, y] : chart.series[i].points)
      points += (points.empty() ? "" : " ") + pixel_x(x) + "," + pixel_y(y);
    drawing.curve(points, i);
    if (!named) continue;
    const int y = bottom + 52 + static_cast<int>(i) * 16;
    drawing.curve(
        std::to_string(left) + "," + std::to_string(y) + " " + std::to_string(left + 34) + "," + std::to_string(y), i);
    drawing.words(std::to_string(left + 42), std::to_string(y + 4), "start", chart.series[i].name);
  }
  return drawing.end();
}

// From nothing, or from the lowest where some are below.
std::pair<Rational, Rational> reach(const Chart& chart) {
  Rational low(0);
  Rational high(0);
  for (const auto& point : chart.series.front().points) {
    low = value::min(low, point.second);
    high = value::max(high, point.second);
  }
  return {low, low == high ? low + Rational(1) : high};
}

// A few columns whose words do not touch.
bool is_half(const Chart& chart) {
  constexpr std::size_t letter = 7;
  const std::size_t room = static_cast<std::size_t>(half_width - 40) / chart.labels.size() / letter;
  const auto& points = chart.series.front().points;
  return std::all_of(chart.labels.begin(), chart.labels.end(), [&](const auto& l) { return l.size() <= room; }) &&
         std::all_of(points.begin(), points.end(), [&](const auto& point) {
           return figure(point.second, chart.y_shown, chart.symbol).size() <= room;
         });
}

std::string columns(const Chart& chart, int across) {
  constexpr int top = 22;
  constexpr int bottom = 132;
  const bool many = chart.labels.size() > 8;
  Drawing drawing(chart, bottom + (many ? 44 : 26), across);
  const auto [low, high] = reach(chart);
  const int count = static_cast<int>(chart.labels.size());
  const auto pixel_y = [&, low = low, high = high](const Rational& y) {
    return Rational(bottom) - (y - low) * Rational(bottom - top) / (high - low);
  };
  const Rational slot = Rational(across - 40) / Rational(count);
  for (int i = 0; i < count; ++i) {
    const Rational y = chart.series.front().points[static_cast<std::size_t>(i)].second;
    const Rational x = Rational(20) + slot * Rational(i);
    const Rational upper = pixel_y(value::max(y, Rational(0)));
    drawing.bar(at(x + slot / Rational(8)), at(upper), at(slot * Rational(3) / Rational(4)),
                at(pixel_y(value::min(y, Rational(0))) - upper));
    const Rational middle = x + slot / Rational(2);
    drawing.words(at(middle), at(upper - Rational(5)), "middle", figure(y, chart.y_shown, chart.symbol));
    // Two rows of labels where they would touch.
    const int row = many && i % 2 == 1 ? bottom + 32 : bottom + 16;
    drawing.words(at(middle), std::to_string(row), "middle", chart.labels[static_cast<std::size_t>(i)]);
  }
  drawing.line("20", at(pixel_y(Rational(0))), std::to_string(across - 20), at(pixel_y(Rational(0))), "#8a929c");
  return drawing.end();
}

std::string bars(const Chart& chart) {
  constexpr int names = 250;
  constexpr int row = 19;
  const int count = static_cast<int>(chart.labels.size());
  Drawing drawing(chart, count * row + 8);
  const auto [low, high] = reach(chart);
  for (int i = 0; i < count; ++i) {
    const Rational& amount = chart.series.front().points[static_cast<std::size_t>(i)].second;
    const std::string label = chart.labels[static_cast<std::size_t>(i)];
    const Rational length = (amount - low) * Rational(width - names - 90) / (high - low);
    drawing.words(std::to_string(names - 8), std::to_string(i * row + 15), "end", label);
    drawing.bar(std::to_string(names), std::to_string(i * row + 4), at(length), "14");
    drawing.words(at(Rational(names + 6) + length), std::to_string(i * row + 15), "start",
                  figure(amount, chart.y_shown, chart.symbol));
  }
  return drawing.end();
}

}  // namespace

Picture picture_of(const Chart& chart) {
  switch (chart.kind) {
    case Chart::Kind::line:
      return {lines(chart)};
    case Chart::Kind::columns: {
      const bool half = is_half(chart);
      return {columns(chart, half ? half_width : width), half};
    }
    case Chart::Kind::bars:
      return {bars(chart)};
  }
  return {};
}

}  // namespace quarterday::schedule
