# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# template_make PROGRAM: the template database of the running test cluster.

template_make() {
    local program=$1
    if [[ ! -x $program ]]; then
        fail "$program is not there, so the test database cannot be made." "Build first: cmake --build $PAYDESK_BUILD"
    fi
    cluster_sql -d postgres -c 'CREATE DATABASE paydesk_template'
    PGHOST=$CLUSTER_SOCKET PGUSER=postgres PGDATABASE=paydesk_template "$program" admin migrate ||
        fail "paydesk admin migrate failed." "See the error above."
    # The schema tap exists in test databases only.  Everybody may use it: a test that becomes a person still
    # calls pgTAP's functions.
    cluster_sql -d paydesk_template \
        -c 'CREATE SCHEMA tap' -c 'CREATE EXTENSION pgtap SCHEMA tap' -c 'GRANT USAGE ON SCHEMA tap TO PUBLIC'
    if [[ -f $SOURCE/tests/support/fixture.sql ]]; then
        cluster_sql -d paydesk_template -f "$SOURCE/tests/support/fixture.sql"
    fi
}
