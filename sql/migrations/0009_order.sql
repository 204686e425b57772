-- SPDX-License-Identifier: Apache-2.0
--
-- What happens without anybody at a desk: jobs of the worker, the calendar of business days, standing orders and
-- payments for a later day, and what customers are to be told about them (decision 0013).

-- Jobs.  sql/private/job.sql fills the table, admin.worker_run() runs pd.job_<name>().

CREATE TABLE pd.job (
    name text COLLATE "C" PRIMARY KEY CHECK (name ~ '^[a-z][a-z_]{0,30}$'),
    every interval NOT NULL CHECK (every >= interval '100 milliseconds'),
    at_time time,
    chunk integer NOT NULL CHECK (chunk > 0),
    is_enabled boolean NOT NULL DEFAULT true,
    next_run timestamptz NOT NULL DEFAULT clock_timestamp(),
    last_run timestamptz,
    last_result integer,
    last_ms bigint,
    failures integer NOT NULL DEFAULT 0,
    failed_at timestamptz,
    last_code text COLLATE "C",
    last_error text
) WITH (fillfactor = 50);
COMMENT ON TABLE pd.job IS 'What the worker does: pd.job_<name>(chunk) again and again until it answers 0, then when next_run has come.';
COMMENT ON COLUMN pd.job.at_time IS 'Once a day at this time (UTC) instead of every so often.';
COMMENT ON COLUMN pd.job.chunk IS 'How many things one call, which is one transaction, may do.';
COMMENT ON COLUMN pd.job.last_result IS 'How many things the last call did; NULL: it failed.';
COMMENT ON COLUMN pd.job.failures IS 'Calls that failed since the last one that did not; each makes the wait longer.';

-- The calendar.  Business dates are data of the ledger; which of them are business days is data too.

ALTER TABLE pd.ledger ADD weekend smallint[] NOT NULL DEFAULT '{6,7}';
ALTER TABLE pd.ledger ADD CONSTRAINT ledger_weekend
    CHECK (weekend <@ '{1,2,3,4,5,6,7}'::smallint[] AND cardinality(weekend) < 7);
COMMENT ON COLUMN pd.ledger.weekend IS 'Days of the week without business, ISO 8601: 1 is Monday, 7 is Sunday.';

CREATE TABLE pd.holiday (
    ledger smallint NOT NULL REFERENCES pd.ledger,
    day date NOT NULL,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 70),
    PRIMARY KEY (ledger, day)
);
COMMENT ON TABLE pd.holiday IS 'Days without business, besides the weekends.';

-- Orders.

CREATE SEQUENCE pd.standing_order_id;

CREATE TABLE pd.standing_order (
    ledger smallint NOT NULL,
    id bigint NOT NULL DEFAULT nextval('pd.standing_order_id'),
    kind text COLLATE "C" NOT NULL CHECK (kind IN ('standing', 'once')),
    from_account bigint NOT NULL,
    to_account bigint NOT NULL,
    currency smallint NOT NULL,
    amount bigint NOT NULL CHECK (amount BETWEEN 1 AND 1000000000000000),
    text text,
    every text COLLATE "C" CHECK (every IN ('day', 'week', 'month', 'quarter', 'year')),
    first_day date NOT NULL,
    is_month_end boolean NOT NULL DEFAULT false,
    last_day date,
    times integer CHECK (times > 0),
    day_rule text COLLATE "C" NOT NULL CHECK (day_rule IN ('next', 'previous', 'skip', 'any')),
    status text COLLATE "C" NOT NULL DEFAULT 'active'
        CHECK (status IN ('active', 'paused', 'suspended', 'ended', 'cancelled')),
    status_reason text,
    place integer NOT NULL DEFAULT 0,
    next_due date,
    next_run date,
    next_try timestamptz,
    failures integer NOT NULL DEFAULT 0,
    source text COLLATE "C" NOT NULL DEFAULT 'desk',
    staff integer,
    request uuid,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (ledger, id),
    FOREIGN KEY (ledger, from_account) REFERENCES pd.account,
    FOREIGN KEY (ledger, to_account) REFERENCES pd.account,
    CHECK ((kind = 'once') = (every IS NULL)),
    CHECK ((next_due IS NULL) = (next_run IS NULL)),
    CHECK ((next_due IS NULL) = (status IN ('ended', 'cancelled')))
);
COMMENT ON TABLE pd.standing_order IS 'A payment that comes again and again (standing), or one for a later day (once).';
COMMENT ON COLUMN pd.standing_order.is_month_end IS 'On the last day of each month, whatever the first day was.';
COMMENT ON COLUMN pd.standing_order.times IS 'How many due dates it has, paid or not; NULL: until last_day or for ever.';
COMMENT ON COLUMN pd.standing_order.day_rule IS 'When the due date is no business day: the next one, the one before, not at all, or just then (any).';
COMMENT ON COLUMN pd.standing_order.place IS 'Number of the due date that comes next, from 0: the date is reckoned from the first day, so the 31st comes back.';
COMMENT ON COLUMN pd.standing_order.next_run IS 'Business date on which next_due is paid.';
COMMENT ON COLUMN pd.standing_order.next_try IS 'Not before this moment, after a try that failed.';
COMMENT ON COLUMN pd.standing_order.failures IS 'Due dates in a row that could not be paid.';
COMMENT ON COLUMN pd.standing_order.source IS 'desk, or import.<number> where another bank''s orders moved in.';
CREATE INDEX standing_order_account ON pd.standing_order (ledger, from_account, id);
CREATE INDEX standing_order_due ON pd.standing_order (ledger, next_run, id) WHERE status = 'active';

CREATE TABLE pd.order_execution (
    ledger smallint NOT NULL,
    standing_order bigint NOT NULL,
    due date NOT NULL,
    state text COLLATE "C" NOT NULL CHECK (state IN ('waiting', 'paid', 'failed', 'skipped')),
    tries integer NOT NULL,
    booked date NOT NULL,
    amount bigint NOT NULL,
    request uuid NOT NULL,
    journal bigint,
    code text COLLATE "C",
    reason text,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (ledger, standing_order, due),
    FOREIGN KEY (ledger, standing_order) REFERENCES pd.standing_order,
    CHECK ((state = 'paid') = (journal IS NOT NULL))
);
COMMENT ON TABLE pd.order_execution IS 'What became of a due date of an order: one row for each, so that none is paid twice.';
COMMENT ON COLUMN pd.order_execution.state IS 'waiting: tried, and will be again; the others are final.';
COMMENT ON COLUMN pd.order_execution.booked IS 'Business date of the last try.';
COMMENT ON COLUMN pd.order_execution.request IS 'Derived from order and due date: the same for every try.';
CREATE INDEX order_execution_failed ON pd.order_execution (ledger, at, standing_order, due) WHERE state = 'failed';

CREATE TABLE pd.order_policy (
    ledger smallint PRIMARY KEY REFERENCES pd.ledger,
    tries integer NOT NULL DEFAULT 3 CHECK (tries BETWEEN 1 AND 100),
    retry_wait interval NOT NULL DEFAULT '2 hours' CHECK (retry_wait >= interval '0'),
    suspend_after integer NOT NULL DEFAULT 3 CHECK (suspend_after > 0)
);
COMMENT ON TABLE pd.order_policy IS 'How often a due date is tried, how long after, and after how many unpaid due dates in a row an order is suspended.';

-- What somebody should be told.  Rows are only added; whoever sends them keeps his own book of what went out.

CREATE TABLE pd.notice (
    ledger smallint NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    kind text COLLATE "C" NOT NULL CHECK (kind ~ '^[a-z]+(\.[a-z_]+)+$'),
    customer bigint,
    account bigint,
    detail jsonb NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (ledger, id)
);
COMMENT ON TABLE pd.notice IS 'Outbox: what a customer should be told. Ids, codes and amounts only, no personal data. Append-only.';
CREATE TRIGGER notice_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pd.notice
    FOR EACH STATEMENT EXECUTE FUNCTION pd.append_only();
