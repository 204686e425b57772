-- SPDX-License-Identifier: Apache-2.0
--
-- From here on the deploy acts as the owner of everything it makes.  Function bodies are judged when they run: files
-- load in the order of their names, and one may name what a later one makes.

SET LOCAL ROLE paydesk_owner;
SET LOCAL check_function_bodies = off;
SET LOCAL client_min_messages = warning;
CREATE TABLE IF NOT EXISTS pd.migration (
    name text PRIMARY KEY,
    sha256 text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE pd.migration IS 'Every file of sql/migrations that was applied, with the digest of its text.';
LOCK TABLE pd.migration IN EXCLUSIVE MODE;
