-- SPDX-License-Identifier: Apache-2.0
--
-- Foreign currency: rates, what was exchanged at them, and the day-end revaluation of what the branch holds (decision
-- 0011).  Drawers in several currencies became possible with 0004.

-- The drawer of a currency: asked for by one more argument.
DROP FUNCTION IF EXISTS pd.drawer_get(smallint, integer);

-- Rates.  A rate says what `per` whole units of the foreign currency cost in whole units of the branch's own one, as the
-- market quotes it, times 10^8.  Kept as whole numbers, so a conversion is one exact fraction.  Nothing is ever changed:
-- the newest rate of a currency ends the one before it.
CREATE TABLE pd.rate (
    ledger smallint NOT NULL,
    currency smallint NOT NULL REFERENCES pd.currency,
    number integer NOT NULL CHECK (number > 0),
    base smallint NOT NULL REFERENCES pd.currency,
    per integer NOT NULL CHECK (per IN (1, 10, 100, 1000, 10000)),
    buy bigint NOT NULL CHECK (buy > 0),
    mid bigint NOT NULL CHECK (mid >= buy),
    sell bigint NOT NULL CHECK (sell >= mid AND sell < 100000000000000000),
    valid_from timestamptz NOT NULL DEFAULT clock_timestamp(),
    valid_to timestamptz NOT NULL CHECK (valid_to > valid_from),
    set_by integer,
    request uuid NOT NULL,
    PRIMARY KEY (ledger, currency, number),
    CHECK (currency <> base)
);
COMMENT ON TABLE pd.rate IS
    'What per units of currency cost in units of base, times 10^8; number dense from 1, the highest is in force until valid_to. Append-only.';
COMMENT ON COLUMN pd.rate.buy IS 'The bank buys the foreign currency at this price, and sells it at sell; mid is what it is worth.';
COMMENT ON COLUMN pd.rate.set_by IS 'NULL: by the host''s administrator.';
CREATE TRIGGER rate_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pd.rate
    FOR EACH STATEMENT EXECUTE FUNCTION pd.append_only();

CREATE TABLE pd.exchange (
    ledger smallint NOT NULL,
    journal bigint NOT NULL,
    given smallint NOT NULL,
    given_minor bigint NOT NULL CHECK (given_minor > 0),
    given_rate integer,
    got smallint NOT NULL,
    got_minor bigint NOT NULL CHECK (got_minor > 0),
    got_rate integer,
    PRIMARY KEY (ledger, journal),
    CHECK (given <> got)
);
COMMENT ON TABLE pd.exchange IS
    'What the customer of a journal gave and got, and the numbers of the rates (NULL for the branch''s own currency). Append-only.';
CREATE TRIGGER exchange_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pd.exchange
    FOR EACH STATEMENT EXECUTE FUNCTION pd.append_only();

CREATE TABLE pd.revaluation (
    ledger smallint NOT NULL,
    business_date date NOT NULL,
    staff integer NOT NULL,
    request uuid NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (ledger, business_date)
);
COMMENT ON TABLE pd.revaluation IS 'The revaluation of a business date, once. Append-only.';
CREATE TRIGGER revaluation_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pd.revaluation
    FOR EACH STATEMENT EXECUTE FUNCTION pd.append_only();

CREATE TABLE pd.revaluation_line (
    ledger smallint NOT NULL,
    business_date date NOT NULL,
    currency smallint NOT NULL,
    rate integer NOT NULL,
    position_minor bigint NOT NULL,
    book_minor bigint NOT NULL,
    value_minor bigint NOT NULL,
    PRIMARY KEY (ledger, business_date, currency)
);
COMMENT ON TABLE pd.revaluation_line IS
    'A position at its revaluation: what is held, what it stood for in the books, what it is worth at mid. Append-only.';
CREATE TRIGGER revaluation_line_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pd.revaluation_line
    FOR EACH STATEMENT EXECUTE FUNCTION pd.append_only();

-- What the functions of the exchange pass to each other.
CREATE TYPE pd.exchange_deal AS (
    is_buy boolean, base smallint, currency smallint,
    given smallint, given_minor bigint, given_rate integer, given_account bigint,
    got smallint, got_minor bigint, got_rate integer, got_account bigint,
    rate text, price text, fee_currency smallint, legs pd.leg[]);
COMMENT ON TYPE pd.exchange_deal IS
    'An exchange as planned: what the customer gives and gets, at which rates, and the legs. fee_currency: the currency of its fee legs.';
