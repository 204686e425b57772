-- SPDX-License-Identifier: Apache-2.0
--
-- Who may do what, and what was done: branches, people, their credentials and sessions, the audit
-- events and the request ids.
--
-- One rule shapes the tables. The client owns its transaction and may leave it open for ever, so a row
-- that an ordinary person's call locks can block everybody else who must write that row. Therefore the
-- security switches (active, role, generation, not_before) stand in pd.staff, which only an
-- administrator's call ever writes; what people's own calls write stands in rows of its own.

CREATE TABLE pd.ledger (
    id smallint PRIMARY KEY CHECK (id > 0),
    code text NOT NULL UNIQUE CHECK (code ~ '^[A-Z0-9]{1,12}$'),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 70),
    business_date date NOT NULL,
    base_currency smallint NOT NULL
);
COMMENT ON TABLE pd.ledger IS 'A branch and its books. Its id stands first in the keys of all money tables.';
COMMENT ON COLUMN pd.ledger.base_currency IS 'ISO 4217 numeric code.';

-- A bank begins with one branch; admin.ledger_bootstrap gives it its real name, day and currency.
INSERT INTO pd.ledger (id, code, name, business_date, base_currency)
VALUES (1, 'MAIN', 'Main branch', current_date, 978);

CREATE TABLE pd.staff (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE CHECK (name ~ '^[a-z][a-z0-9_]{1,30}$'),
    full_name text NOT NULL CHECK (length(full_name) BETWEEN 1 AND 70),
    role text NOT NULL CHECK (role IN ('teller', 'support', 'supervisor', 'administrator', 'auditor')),
    ledger smallint NOT NULL REFERENCES pd.ledger,
    active bool NOT NULL DEFAULT true,
    generation int NOT NULL DEFAULT 1,
    not_before timestamptz NOT NULL DEFAULT '-infinity',
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    created_by int REFERENCES pd.staff
);
COMMENT ON TABLE pd.staff IS 'A person who signs in. Written by administrators only, see the head of 0001.';
COMMENT ON COLUMN pd.staff.name IS 'Also the name of the person''s database login.';
COMMENT ON COLUMN pd.staff.generation IS 'Raised by a reset; credentials of an earlier generation are void.';
COMMENT ON COLUMN pd.staff.not_before IS 'Sessions opened earlier are void.';

CREATE TABLE pd.credential (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    staff int NOT NULL REFERENCES pd.staff,
    generation int NOT NULL,
    salt bytea NOT NULL CHECK (length(salt) = 16),
    ops int NOT NULL CHECK (ops BETWEEN 1 AND 100),
    mem_kib int NOT NULL CHECK (mem_kib BETWEEN 8 AND 4194304),
    verifier bytea NOT NULL CHECK (length(verifier) = 32),
    totp_iv bytea CHECK (length(totp_iv) = 16),
    totp_sealed bytea,
    must_change bool NOT NULL DEFAULT false,
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    kept_session bytea,
    CHECK ((totp_iv IS NULL) = (totp_sealed IS NULL))
);
CREATE INDEX credential_current ON pd.credential (staff, generation, id DESC);
COMMENT ON TABLE pd.credential IS
    'Password verifier and sealed TOTP seed. Rows are only added; the newest of the person''s generation counts.';
COMMENT ON COLUMN pd.credential.verifier IS 'SHA-256 of K, where K = Argon2id(password), made at the terminal.';
COMMENT ON COLUMN pd.credential.totp_sealed IS 'Seed under a key made from K; NULL until the second factor is enrolled.';
COMMENT ON COLUMN pd.credential.kept_session IS
    'The session that made this change goes on; those opened with an earlier credential are void.';

CREATE TABLE pd.staff_login (
    staff int PRIMARY KEY REFERENCES pd.staff,
    last_step bigint NOT NULL DEFAULT 0,
    last_login timestamptz
);
COMMENT ON TABLE pd.staff_login IS 'What a sign-in writes. last_step: the newest TOTP step used; none works twice.';

CREATE TABLE pd.session (
    token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
    staff int NOT NULL REFERENCES pd.staff,
    login name NOT NULL,
    credential bigint NOT NULL REFERENCES pd.credential,
    opened timestamptz NOT NULL DEFAULT clock_timestamp(),
    last_seen timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended timestamptz
);
CREATE INDEX session_staff ON pd.session (staff, opened);
COMMENT ON TABLE pd.session IS 'A signed-in terminal. Only the SHA-256 of the token is kept; it works for this login only.';
COMMENT ON COLUMN pd.session.credential IS 'The credential it was opened with; the session is void when that one is replaced.';

CREATE TABLE pd.role_operation (
    role text NOT NULL,
    operation text NOT NULL CHECK (operation ~ '^[a-z]+\.[a-z_]+$'),
    PRIMARY KEY (role, operation)
);
COMMENT ON TABLE pd.role_operation IS 'Who may do what; filled by sql/private/role_operation.sql. What is not here is refused.';

CREATE TABLE pd.secret (
    name text PRIMARY KEY,
    value bytea NOT NULL
);
COMMENT ON TABLE pd.secret IS 'Random values of this installation.';
INSERT INTO pd.secret (name, value) VALUES ('unknown-name', ext.gen_random_bytes(32));

CREATE TABLE pd.event (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ledger smallint,
    staff int,
    login name NOT NULL,
    origin text NOT NULL,
    operation text NOT NULL,
    object text,
    request uuid,
    outcome text NOT NULL CHECK (outcome IN ('done', 'refused', 'failed')),
    detail jsonb
);
COMMENT ON TABLE pd.event IS
    'Audit: append-only, in the transaction of what it tells. Ids and numbers only: no personal data, no secret.';

CREATE TABLE pd.request (
    id uuid PRIMARY KEY,
    ledger smallint NOT NULL,
    staff int NOT NULL,
    operation text NOT NULL,
    body_hash bytea NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('done', 'refused')),
    answer jsonb NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE pd.request IS 'Every request id that was answered, and its answer: asked again, the same answer comes back.';

CREATE TYPE pd.call AS (
    staff int,
    ledger smallint,
    business_date date,
    operation text,
    request uuid,
    body_hash bytea,
    answer jsonb
);
COMMENT ON TYPE pd.call IS 'A changing call under way: who, where, what. answer: set when the request was answered before.';

-- The trigger calls pd.append_only by name; its body stands in sql/private and is replaced by each deploy.
CREATE FUNCTION pd.append_only() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$ BEGIN RETURN NULL; END $$;

CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pd.event
    FOR EACH STATEMENT EXECUTE FUNCTION pd.append_only();
CREATE TRIGGER request_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pd.request
    FOR EACH STATEMENT EXECUTE FUNCTION pd.append_only();
