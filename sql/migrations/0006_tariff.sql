-- SPDX-License-Identifier: Apache-2.0
--
-- The tariff: fees by operation, product, currency, amount band and day, never edited.  What may be reversed and by
-- whom.  Who closed which period, and the guard that keeps postings out of it.

-- Every row of pd.fee so far held for any amount and from the beginning.
ALTER TABLE pd.fee DROP CONSTRAINT fee_pkey;
ALTER TABLE pd.fee
    ALTER product DROP NOT NULL,
    ADD id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ADD from_minor bigint NOT NULL DEFAULT 0 CHECK (from_minor BETWEEN 0 AND 1000000000000000),
    ADD to_minor bigint,
    ADD minimum_minor bigint NOT NULL DEFAULT 0 CHECK (minimum_minor BETWEEN 0 AND 1000000000000),
    ADD maximum_minor bigint CHECK (maximum_minor BETWEEN 0 AND 1000000000000),
    ADD valid_from date NOT NULL DEFAULT '2000-01-01' CHECK (isfinite(valid_from)),
    ADD valid_to date,
    ADD set_by integer REFERENCES pd.staff,
    ADD set_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ADD CHECK (to_minor > from_minor),
    ADD CHECK (maximum_minor >= minimum_minor),
    ADD CHECK (valid_to >= valid_from - 1);
CREATE INDEX fee_find ON pd.fee (operation, currency);
-- One row of a product, currency and band begins on a day; those withdrawn before they began do not count.
CREATE UNIQUE INDEX fee_once ON pd.fee (operation, currency, coalesce(product, ''), from_minor, valid_from)
    WHERE valid_to IS NULL OR valid_to >= valid_from;
COMMENT ON TABLE pd.fee IS
    'The tariff: fee = fixed + amount x basis points, half up to the minor unit, at least minimum, at most maximum; tax on top of the fee. No row: free. Rows are never edited, only ended.';
COMMENT ON COLUMN pd.fee.product IS 'NULL: any product that has no row of its own.';
COMMENT ON COLUMN pd.fee.from_minor IS 'The band: amounts from this one on, and below to_minor (NULL: no end).';
COMMENT ON COLUMN pd.fee.valid_to IS 'Last day. NULL: until a new row takes its place; the day before valid_from: withdrawn before it began.';

CREATE FUNCTION pd.fee_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$ BEGIN RETURN NULL; END $$;
CREATE TRIGGER fee_guard BEFORE UPDATE OR DELETE ON pd.fee FOR EACH ROW EXECUTE FUNCTION pd.fee_guard();
CREATE TRIGGER fee_keep BEFORE TRUNCATE ON pd.fee FOR EACH STATEMENT EXECUTE FUNCTION pd.append_only();

-- Reversal.
CREATE TABLE pd.reversal_kind (
    operation text COLLATE "C" PRIMARY KEY
);
COMMENT ON TABLE pd.reversal_kind IS 'The operations whose postings payment.reverse takes back; filled by sql/private/reversal_kind.sql.';

CREATE TABLE pd.reversal_limit (
    currency smallint PRIMARY KEY REFERENCES pd.currency,
    own_minor bigint NOT NULL CHECK (own_minor BETWEEN 0 AND 1000000000000000)
);
COMMENT ON TABLE pd.reversal_limit IS 'Up to what amount a teller may reverse his own postings. No row: a supervisor must.';

ALTER TABLE pd.journal_link ADD is_forced boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN pd.journal_link.is_forced IS 'A reversal that a supervisor let go beyond the overdraft of a customer.';

-- Closed periods.
CREATE TABLE pd.period_close (
    ledger smallint NOT NULL REFERENCES pd.ledger,
    until date NOT NULL CHECK (isfinite(until)),
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    staff integer NOT NULL REFERENCES pd.staff,
    reason text NOT NULL,
    request uuid NOT NULL,
    PRIMARY KEY (ledger, until)
);
COMMENT ON TABLE pd.period_close IS 'Who closed the books up to which day. Append-only.';
CREATE TRIGGER period_close_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pd.period_close
    FOR EACH STATEMENT EXECUTE FUNCTION pd.append_only();

-- The business day itself is never closed, so a posting that carries it and no other needs no look.
ALTER TABLE pd.ledger ADD CONSTRAINT ledger_closed_until CHECK (closed_until < business_date);
CREATE FUNCTION pd.period_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$ BEGIN RETURN NEW; END $$;
-- The condition is judged without a function call: a posting of the day with its own value date pays nothing for it.
CREATE TRIGGER period_guard BEFORE INSERT ON pd.journal FOR EACH ROW
    WHEN (NEW.value_date < NEW.business_date OR NEW.business_date < (now() AT TIME ZONE 'UTC')::date)
    EXECUTE FUNCTION pd.period_guard();

-- Answers with new columns, arguments with a value date.
DROP FUNCTION IF EXISTS api.desk_today();
DROP FUNCTION IF EXISTS api.account_statement(text, bigint, integer, date, date);
DROP FUNCTION IF EXISTS api.payment_transfer(uuid, text, text, text, text);
DROP FUNCTION IF EXISTS api.payment_transfer_preview(text, text, text, text);
