// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/commands.h"
#include "tools/lsp/server.h"

namespace quarterday::cli {

Exit lsp() { return lsp::serve(QUARTERDAY_VERSION) == 0 ? Exit::ok : Exit::problem; }

}  // namespace quarterday::cli
