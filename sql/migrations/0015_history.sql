-- SPDX-License-Identifier: Apache-2.0
--
-- The nightly proof of the books, kept; statements that can be searched.

-- It names an example now.
DROP FUNCTION IF EXISTS pd.prove();

CREATE TABLE pd.proof (
    at timestamptz NOT NULL,
    check_name text NOT NULL,
    bad bigint NOT NULL CHECK (bad >= 0),
    example text,
    PRIMARY KEY (at, check_name)
);
COMMENT ON TABLE pd.proof IS 'What pd.prove() found, each time the worker ran it. Append-only.';
CREATE TRIGGER proof_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pd.proof
    FOR EACH STATEMENT EXECUTE FUNCTION pd.append_only();

-- It searches now.
DROP FUNCTION IF EXISTS api.account_statement(text, bigint, integer, date, date);
