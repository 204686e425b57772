-- SPDX-License-Identifier: Apache-2.0
--
-- Interest and statement fees: terms, accruals, and the runs that post them (decision 0012).
--
-- Interest is counted in units of 1 / 1,603,080,000,000 of a minor unit.  1,603,080 is the least common multiple of 360,
-- 365 and 366, and a rate is a whole number of millionths, so the interest of any balance for any day under any day
-- count is a whole number of units: nothing is rounded before it is posted, and what the rounding leaves is carried on.

CREATE TABLE pd.interest_term (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    product text COLLATE "C" NOT NULL REFERENCES pd.product,
    currency smallint NOT NULL REFERENCES pd.currency,
    side text COLLATE "C" NOT NULL CHECK (side IN ('credit', 'debit')),
    valid_from date NOT NULL,
    valid_to date CHECK (valid_to >= valid_from),
    band_from bigint[] NOT NULL,
    rate integer[] NOT NULL,
    banding text COLLATE "C" NOT NULL CHECK (banding IN ('whole', 'marginal')),
    day_count text COLLATE "C" NOT NULL CHECK (day_count IN ('ACT/365', 'ACT/360', 'ACT/ACT', '30E/360')),
    withholding integer NOT NULL CHECK (withholding BETWEEN 0 AND 10000),
    frequency text COLLATE "C" NOT NULL CHECK (frequency IN ('month', 'quarter', 'year')),
    staff integer,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK (cardinality(band_from) BETWEEN 1 AND 20 AND cardinality(rate) = cardinality(band_from) AND band_from[1] = 0),
    CHECK (0 <= ALL (rate) AND 1000000 >= ALL (rate)),
    CHECK (side = 'credit' OR withholding = 0)
);
COMMENT ON TABLE pd.interest_term IS
    'What a product pays (credit) or asks (debit) in a currency. On a day the newest row that covers it is in force. Append-only.';
COMMENT ON COLUMN pd.interest_term.band_from IS 'Where the bands begin, in minor units, rising from 0; debit: of the overdrawn amount.';
COMMENT ON COLUMN pd.interest_term.rate IS 'Rate of each band in millionths a year: 15000 is 1.5 %.';
COMMENT ON COLUMN pd.interest_term.banding IS 'whole: the band of the balance rules all of it. marginal: each band rules its part.';
COMMENT ON COLUMN pd.interest_term.withholding IS 'Tax kept back from interest paid, in basis points.';
COMMENT ON COLUMN pd.interest_term.frequency IS 'What the interest is posted for: every month, quarter or year.';
COMMENT ON COLUMN pd.interest_term.staff IS 'NULL: came with the product.';
CREATE INDEX interest_term_product ON pd.interest_term (product, currency, side, id DESC);
CREATE TRIGGER interest_term_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pd.interest_term
    FOR EACH STATEMENT EXECUTE FUNCTION pd.append_only();

CREATE TABLE pd.interest_account (
    ledger smallint NOT NULL,
    account bigint NOT NULL,
    started date NOT NULL,
    accrued_until date NOT NULL,
    seen bigint NOT NULL DEFAULT 0,
    balance bigint NOT NULL DEFAULT 0,
    credit_open numeric(40, 0) NOT NULL DEFAULT 0,
    debit_open numeric(40, 0) NOT NULL DEFAULT 0,
    credit_posted_until date,
    debit_posted_until date,
    PRIMARY KEY (ledger, account)
) WITH (fillfactor = 60);
COMMENT ON TABLE pd.interest_account IS 'How far the interest of an account is. Its row lock makes every day accrued once.';
COMMENT ON COLUMN pd.interest_account.started IS 'First day that bears interest.';
COMMENT ON COLUMN pd.interest_account.seen IS 'Newest seq that the accruals know.';
COMMENT ON COLUMN pd.interest_account.balance IS 'By value date, at the end of accrued_until.';
COMMENT ON COLUMN pd.interest_account.credit_open IS 'Units accrued less units posted, the carried remainder included.';

CREATE TABLE pd.accrual (
    ledger smallint NOT NULL,
    account bigint NOT NULL,
    day date NOT NULL,
    round smallint NOT NULL,
    run bigint,
    balance bigint NOT NULL,
    credit numeric(40, 0) NOT NULL,
    debit numeric(40, 0) NOT NULL,
    PRIMARY KEY (ledger, account, day, round)
);
COMMENT ON TABLE pd.accrual IS
    'Interest of an account for the night after a day. Round 0 is the first; a later round is the difference that entries valued back made. Append-only.';
COMMENT ON COLUMN pd.accrual.balance IS 'By value date, at the end of the day, as known in this round.';
COMMENT ON COLUMN pd.accrual.run IS 'NULL: accrued because the account''s interest was posted by itself.';
CREATE TRIGGER accrual_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pd.accrual
    FOR EACH STATEMENT EXECUTE FUNCTION pd.append_only();

CREATE TABLE pd.accrual_ahead (
    ledger smallint NOT NULL,
    account bigint NOT NULL,
    day date NOT NULL,
    seq bigint NOT NULL,
    amount bigint NOT NULL,
    PRIMARY KEY (ledger, account, day, seq)
);
COMMENT ON TABLE pd.accrual_ahead IS
    'Entries up to seq that the accruals have seen, of a value date that they had not reached: sum per day. Append-only.';
CREATE TRIGGER accrual_ahead_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pd.accrual_ahead
    FOR EACH STATEMENT EXECUTE FUNCTION pd.append_only();

CREATE TABLE pd.interest_posting (
    ledger smallint NOT NULL,
    account bigint NOT NULL,
    day date NOT NULL,
    round smallint NOT NULL,
    run bigint,
    journal bigint NOT NULL,
    credit_minor bigint NOT NULL,
    tax_minor bigint NOT NULL,
    debit_minor bigint NOT NULL,
    below_floor boolean NOT NULL,
    PRIMARY KEY (ledger, account, day, round)
);
COMMENT ON TABLE pd.interest_posting IS
    'Interest posted on an account up to a day. below_floor: the account ended below its floor. Append-only.';
CREATE TRIGGER interest_posting_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pd.interest_posting
    FOR EACH STATEMENT EXECUTE FUNCTION pd.append_only();

-- Something done for all accounts of a branch, a chunk of them per transaction.
CREATE TABLE pd.run (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ledger smallint NOT NULL REFERENCES pd.ledger,
    kind text COLLATE "C" NOT NULL CHECK (kind IN ('accrual', 'interest', 'statement_fee')),
    day date NOT NULL,
    state text COLLATE "C" NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done')),
    next bigint NOT NULL DEFAULT 0,
    done integer NOT NULL DEFAULT 0,
    total integer NOT NULL,
    posted integer NOT NULL DEFAULT 0,
    doubtful integer NOT NULL DEFAULT 0,
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at timestamptz,
    UNIQUE (ledger, kind, day)
);
COMMENT ON TABLE pd.run IS
    'A run over all customers'' accounts for a day: who is next stands in the row that each chunk locks, so a run may be killed anywhere and done by two at once.';
COMMENT ON COLUMN pd.run.next IS 'Id of the last account that is done.';
COMMENT ON COLUMN pd.run.posted IS 'Accounts on which something was posted.';
COMMENT ON COLUMN pd.run.doubtful IS 'Accounts below their floor after interest; accounts that owe the fee.';

CREATE TABLE pd.statement_fee (
    product text COLLATE "C" NOT NULL REFERENCES pd.product,
    currency smallint NOT NULL REFERENCES pd.currency,
    valid_from date NOT NULL,
    frequency text COLLATE "C" NOT NULL CHECK (frequency IN ('month', 'quarter', 'year')),
    fee_minor bigint NOT NULL CHECK (fee_minor BETWEEN 0 AND 1000000000000),
    tax_basis_points integer NOT NULL CHECK (tax_basis_points BETWEEN 0 AND 10000),
    PRIMARY KEY (product, currency, valid_from)
);
COMMENT ON TABLE pd.statement_fee IS
    'What a product asks for keeping and stating an account over a period; the newest on its first day is in force. Append-only.';
CREATE TRIGGER statement_fee_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pd.statement_fee
    FOR EACH STATEMENT EXECUTE FUNCTION pd.append_only();

CREATE TABLE pd.statement_fee_charge (
    ledger smallint NOT NULL,
    account bigint NOT NULL,
    day date NOT NULL,
    fee_minor bigint NOT NULL,
    tax_minor bigint NOT NULL,
    journal bigint,
    lapsed date,
    PRIMARY KEY (ledger, account, day),
    CHECK (journal IS NULL OR lapsed IS NULL)
);
COMMENT ON TABLE pd.statement_fee_charge IS
    'The statement fee of an account for the period that ended on a day. No journal: owed, and asked for again by the next run; lapsed when the account closed.';
CREATE INDEX statement_fee_charge_owed ON pd.statement_fee_charge (ledger, account, day) WHERE journal IS NULL AND lapsed IS NULL;

-- The journals whose value date is not their business date: few, found by the later of the two, so that a balance by
-- value date looks only at those that cross the day.  An ordinary posting writes nothing here.
CREATE INDEX journal_shifted ON pd.journal (ledger, greatest(business_date, value_date), least(business_date, value_date))
 WHERE value_date <> business_date;

CREATE TYPE pd.accrual_move AS (account bigint, day date, amount numeric, is_new boolean);
COMMENT ON TYPE pd.accrual_move IS 'What changes the balance of an account by value date, summed per day; is_new: of entries not seen before.';
