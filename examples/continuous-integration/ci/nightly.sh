#!/usr/bin/env bash
# Judges the whole catalogue, and fails for what is new since the last night.
#
#   bash ci/nightly.sh
#
# The folder catalogue, kept from night to night, has the snapshot to compare with. The reports go into the folder
# reports.
set -euo pipefail
export BYTENITE_RULES_FILE=bytenite.rules.yaml # A file that is named must be there.
policies() { node_modules/.bin/bytenite-policies "$@"; }

# GitHub obeys commands in a log, and names of apps stand in it.
show() {
    if [ "${GITHUB_ACTIONS:-}" = true ]; then
        token=$(node -p 'crypto.randomUUID()')
        echo "::stop-commands::$token"
        cat "$1"
        echo "::$token::"
    else
        cat "$1"
    fi
}

rm -rf reports
mkdir -p reports catalogue
# In the first night, every finding is new.
[ -f catalogue/yesterday.json ] || echo '{ "schemaVersion": 1, "apps": [] }' >catalogue/yesterday.json

# Where ByteNite can't be asked, or nothing is judged, the night ends here.
policies snapshot --output catalogue/today.json
policies check --snapshot catalogue/today.json --fail-on never \
    --report json=reports/bytenite.json --report html=reports/bytenite.html \
    --report sarif=reports/bytenite.sarif --report markdown=reports/catalogue.md --limit comment || {
    status=$?
    rm -f reports/bytenite.sarif # Without a finding in it, it would close every alert.
    exit "$status"
}

status=0
policies diff --since catalogue/yesterday.json --snapshot catalogue/today.json --fail-on advisory \
    >reports/new.txt || status=$?
show reports/new.txt
# 0: nothing is new. 1: something is. Anything else: nothing was compared.
[ "$status" -le 1 ] || exit "$status"

if [ "${GITHUB_ACTIONS:-}" = true ]; then
    {
        echo '### New since the last night'
        sed 's/^/    /' reports/new.txt
        echo
        cat reports/catalogue.md
    } >>"$GITHUB_STEP_SUMMARY"
    [ "$status" -eq 0 ] ||
        echo "::error title=ByteNite policies::The catalogue has findings that were not there the last night. They are in the log and in the summary of this run."
fi
# Only now: after a night that could not compare, the next one compares with the night before.
mv catalogue/today.json catalogue/yesterday.json
exit "$status"
