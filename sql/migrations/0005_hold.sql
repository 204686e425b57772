-- SPDX-License-Identifier: Apache-2.0
--
-- Reservations: money of an account that is promised (a pending transfer) or kept back (a hold), and limits
-- (decision 0009).
--
-- What happened stands in append-only tables: pd.pending and pd.pending_end, pd.hold and pd.hold_event.  What is
-- reserved at this moment stands in pd.reserved, one row for each open reservation, so that nothing ever adds up an
-- account's whole past; pd.prove_reservations() proves it, and the sums in pd.balance, from the facts.
-- The balance row of the account is locked before any of them is written, so two people never resolve the same thing.

ALTER TABLE pd.ledger ADD time_zone text NOT NULL DEFAULT 'UTC';
COMMENT ON COLUMN pd.ledger.time_zone IS
    'Where its days begin, for reservations that end with a day: a name of pg_timezone_names.';

CREATE SEQUENCE pd.reservation_id CACHE 1;
COMMENT ON SEQUENCE pd.reservation_id IS 'Of pendings and holds together: the number of one never names another.';

-- Two-phase transfers.

CREATE TABLE pd.pending (
    ledger smallint NOT NULL,
    id bigint NOT NULL DEFAULT nextval('pd.reservation_id'),
    operation text COLLATE "C" NOT NULL,
    request uuid,
    staff integer,
    business_date date NOT NULL,
    debit bigint NOT NULL,
    credit bigint NOT NULL,
    currency smallint NOT NULL,
    amount bigint NOT NULL CHECK (amount BETWEEN 1 AND 1000000000000000),
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at timestamptz,
    text text,
    PRIMARY KEY (ledger, id),
    CHECK (debit <> credit)
);
COMMENT ON TABLE pd.pending IS
    'A transfer promised: reserved on the debit account until it is posted, voided or expires. Append-only.';
COMMENT ON COLUMN pd.pending.expires_at IS
    'From then on it is expired, whether anybody has written that down or not. NULL: never.';

CREATE TABLE pd.pending_end (
    ledger smallint NOT NULL,
    pending bigint NOT NULL,
    outcome text COLLATE "C" NOT NULL CHECK (outcome IN ('posted', 'voided', 'expired')),
    amount bigint NOT NULL CHECK (amount >= 0),
    journal bigint,
    request uuid,
    staff integer,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (ledger, pending),
    CHECK ((outcome = 'posted') = (journal IS NOT NULL AND amount > 0))
);
COMMENT ON TABLE pd.pending_end IS 'How a pending transfer was resolved, once; amount = what was posted. Append-only.';
CREATE UNIQUE INDEX pending_end_journal ON pd.pending_end (ledger, journal) WHERE journal IS NOT NULL;

-- Holds.

CREATE TABLE pd.hold_kind (
    kind text COLLATE "C" PRIMARY KEY CHECK (kind ~ '^[a-z]{1,20}$'),
    name text NOT NULL,
    placed_by text[] NOT NULL,
    freed_by text[] NOT NULL,
    needs_other boolean NOT NULL
);
COMMENT ON TABLE pd.hold_kind IS
    'Kinds of holds: roles that place and extend, roles that free; needs_other: somebody else than who placed it must end it.';

CREATE TABLE pd.hold_schedule (
    schedule text COLLATE "C" NOT NULL CHECK (schedule ~ '^[a-z]{1,20}$'),
    currency smallint NOT NULL,
    part smallint NOT NULL CHECK (part > 0),
    up_to_minor bigint CHECK (up_to_minor > 0),
    business_days smallint NOT NULL CHECK (business_days BETWEEN 1 AND 60),
    PRIMARY KEY (schedule, currency, part)
);
COMMENT ON TABLE pd.hold_schedule IS
    'How long cheques are held: each part so many business days; up_to_minor NULL: the rest; currency 0: any without rows.';

CREATE TABLE pd.hold (
    ledger smallint NOT NULL,
    id bigint NOT NULL DEFAULT nextval('pd.reservation_id'),
    account bigint NOT NULL,
    currency smallint NOT NULL,
    kind text COLLATE "C" NOT NULL REFERENCES pd.hold_kind,
    schedule text COLLATE "C",
    amount bigint NOT NULL CHECK (amount BETWEEN 1 AND 1000000000000000),
    reason text NOT NULL,
    reference text,
    staff integer NOT NULL,
    request uuid NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (ledger, id)
);
COMMENT ON TABLE pd.hold IS 'Money kept back on an account, as it was placed. Append-only; what became of it: pd.hold_event.';
CREATE INDEX hold_account ON pd.hold (ledger, account, id);

CREATE TABLE pd.hold_event (
    ledger smallint NOT NULL,
    hold bigint NOT NULL,
    place integer NOT NULL CHECK (place > 0),
    what text COLLATE "C" NOT NULL CHECK (what IN ('place', 'reduce', 'extend', 'release', 'capture', 'due')),
    amount bigint NOT NULL CHECK (amount >= 0),
    remaining bigint NOT NULL CHECK (remaining >= 0),
    journal bigint,
    reason text,
    staff integer,
    request uuid,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (ledger, hold, place),
    CHECK ((what = 'capture') = (journal IS NOT NULL)),
    CHECK ((what = 'due') = (staff IS NULL))
);
COMMENT ON TABLE pd.hold_event IS 'Everything done with a hold, numbered from 1; remaining = what is held after it. Append-only.';
COMMENT ON COLUMN pd.hold_event.what IS 'due: its time had come, by a schedule or its end.';

-- A schedule is a list of ceilings: from at on, at most keeps is held.  An end is a step that keeps nothing.  A new plan
-- replaces the one before.
CREATE TABLE pd.hold_step (
    ledger smallint NOT NULL,
    hold bigint NOT NULL,
    plan integer NOT NULL CHECK (plan > 0),
    at timestamptz NOT NULL,
    keeps bigint NOT NULL CHECK (keeps >= 0),
    PRIMARY KEY (ledger, hold, plan, at)
);
COMMENT ON TABLE pd.hold_step IS
    'When a hold shrinks by itself: from at on it keeps at most that much. The highest plan counts. Append-only.';

-- What is reserved at this moment.

CREATE TABLE pd.reserved (
    ledger smallint NOT NULL,
    account bigint NOT NULL,
    id bigint NOT NULL,
    kind text COLLATE "C" NOT NULL CHECK (kind IN ('pending', 'hold')),
    amount bigint NOT NULL CHECK (amount > 0),
    next_at timestamptz,
    PRIMARY KEY (ledger, account, id)
) WITH (fillfactor = 70);
COMMENT ON TABLE pd.reserved IS
    'Open reservations: a row for each, gone with its end. Written under the lock of the account''s balance row.';
COMMENT ON COLUMN pd.reserved.next_at IS 'When it ends or shrinks by itself; NULL: never.';
CREATE INDEX reserved_next ON pd.reserved (next_at) WHERE next_at IS NOT NULL;

CREATE FUNCTION pd.hold_left(p_ledger smallint, p_hold bigint, p_amount bigint, p_next_at timestamptz) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$ BEGIN RETURN NULL; END $$;

CREATE VIEW pd.pending_state AS
SELECT p.ledger, p.id, p.operation, p.request, p.staff, p.business_date, p.debit, p.credit, p.currency, p.amount, p.at,
       p.expires_at, p.text, e.journal, coalesce(e.amount, 0) AS posted,
       CASE WHEN e.outcome = 'posted' THEN CASE WHEN e.amount = p.amount THEN 'posted' ELSE 'partly posted' END
            WHEN e.outcome IS NOT NULL THEN e.outcome
            WHEN p.expires_at <= clock_timestamp() THEN 'expired'
            ELSE 'pending' END AS state
  FROM pd.pending p
  LEFT JOIN pd.pending_end e ON e.ledger = p.ledger AND e.pending = p.id;
COMMENT ON VIEW pd.pending_state IS
    'A pending transfer with its exact state of this moment: pending, posted, partly posted, voided, expired.';

CREATE VIEW pd.hold_state AS
SELECT n.ledger, n.id, n.account, n.currency, n.kind, n.schedule, n.amount, n.reason, n.reference, n.staff, n.at,
       n.remaining, n.captured, n.amount - n.remaining - n.captured AS released, n.ends_at, n.next_at,
       CASE WHEN n.remaining > 0 THEN 'open'
            WHEN n.next_at IS NOT NULL OR n.last = 'due' THEN 'expired'
            WHEN n.last = 'capture' THEN 'captured'
            ELSE 'released' END AS state
  FROM (SELECT h.ledger, h.id, h.account, h.currency, h.kind, h.schedule, h.amount, h.reason, h.reference, h.staff, h.at,
               CASE WHEN r.id IS NULL THEN 0 ELSE pd.hold_left(h.ledger, h.id, r.amount, r.next_at) END AS remaining,
               r.next_at,
               (SELECT coalesce(sum(e.amount), 0)::bigint
                  FROM pd.hold_event e
                 WHERE e.ledger = h.ledger AND e.hold = h.id AND e.what = 'capture') AS captured,
               (SELECT e.what
                  FROM pd.hold_event e
                 WHERE e.ledger = h.ledger AND e.hold = h.id
                 ORDER BY e.place DESC
                 LIMIT 1) AS last,
               (SELECT CASE WHEN s.keeps = 0 THEN s.at END
                  FROM pd.hold_step s
                 WHERE s.ledger = h.ledger AND s.hold = h.id
                 ORDER BY s.plan DESC, s.at DESC
                 LIMIT 1) AS ends_at
          FROM pd.hold h
          LEFT JOIN pd.reserved r ON r.ledger = h.ledger AND r.account = h.account AND r.id = h.id) n;
COMMENT ON VIEW pd.hold_state IS 'A hold with its exact state of this moment: open, released, captured, expired.';

-- Limits.

CREATE TABLE pd.limit (
    ledger smallint NOT NULL,
    scope text COLLATE "C" NOT NULL CHECK (scope IN ('account', 'product', 'role')),
    subject text COLLATE "C" NOT NULL,
    currency smallint NOT NULL REFERENCES pd.currency,
    operation text COLLATE "C" NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    single bigint CHECK (single > 0),
    daily bigint CHECK (daily > 0),
    monthly bigint CHECK (monthly > 0),
    PRIMARY KEY (ledger, scope, subject, currency, operation),
    CHECK (single IS NOT NULL OR daily IS NOT NULL OR monthly IS NOT NULL)
);
COMMENT ON TABLE pd.limit IS
    'How much an account, each account of a product, or each person of a role may move at once, per business day and month.';
COMMENT ON COLUMN pd.limit.subject IS 'The account''s id, the product''s code or the role.';
COMMENT ON COLUMN pd.limit.operation IS 'Empty: all operations together.';
CREATE UNIQUE INDEX limit_id ON pd.limit (ledger, id);

CREATE TABLE pd.limit_usage (
    ledger smallint NOT NULL,
    holder text COLLATE "C" NOT NULL CHECK (holder IN ('account', 'staff')),
    subject bigint NOT NULL,
    currency smallint NOT NULL,
    operation text COLLATE "C" NOT NULL,
    day date NOT NULL,
    day_used bigint NOT NULL CHECK (day_used >= 0),
    month_used bigint NOT NULL CHECK (month_used >= 0),
    since timestamptz NOT NULL DEFAULT transaction_timestamp(),
    PRIMARY KEY (ledger, holder, subject, currency, operation)
) WITH (fillfactor = 70);
COMMENT ON TABLE pd.limit_usage IS
    'What was moved on the business day and in its month, counted where a daily or monthly limit asks for it.';
COMMENT ON COLUMN pd.limit_usage.since IS 'When counting began: what was moved before is not in it, and is not given back to it.';

CREATE TABLE pd.limit_event (
    ledger smallint NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    what text COLLATE "C" NOT NULL CHECK (what IN ('set', 'remove')),
    scope text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    currency smallint NOT NULL,
    operation text COLLATE "C" NOT NULL,
    single bigint,
    daily bigint,
    monthly bigint,
    reason text NOT NULL,
    staff integer NOT NULL,
    request uuid NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (ledger, id)
);
COMMENT ON TABLE pd.limit_event IS 'Every limit that was set or removed, and why. Append-only.';

CREATE TRIGGER pending_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pd.pending
    FOR EACH STATEMENT EXECUTE FUNCTION pd.append_only();
CREATE TRIGGER pending_end_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pd.pending_end
    FOR EACH STATEMENT EXECUTE FUNCTION pd.append_only();
CREATE TRIGGER hold_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pd.hold
    FOR EACH STATEMENT EXECUTE FUNCTION pd.append_only();
CREATE TRIGGER hold_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pd.hold_event
    FOR EACH STATEMENT EXECUTE FUNCTION pd.append_only();
CREATE TRIGGER hold_step_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pd.hold_step
    FOR EACH STATEMENT EXECUTE FUNCTION pd.append_only();
CREATE TRIGGER limit_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pd.limit_event
    FOR EACH STATEMENT EXECUTE FUNCTION pd.append_only();
