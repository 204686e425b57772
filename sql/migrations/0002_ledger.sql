-- SPDX-License-Identifier: Apache-2.0
--
-- The ledger: reference data, customers, accounts, the append-only journal.
--
-- Amounts are signed minor units, credit positive, debit negative (decision 0002).  The hot tables balance, journal
-- and entry carry no foreign keys and no secondary index: the posting engine proves existence by updating the
-- balance row, and pd.prove() finds whatever should ever differ.  The ledger id stands first in every key.

-- Reference data, filled by sql/private/currency.sql, country.sql, chart.sql, product.sql.

CREATE TABLE pd.currency (
    number smallint PRIMARY KEY,
    code text COLLATE "C" NOT NULL UNIQUE CHECK (code ~ '^[A-Z]{3}$'),
    exponent smallint NOT NULL CHECK (exponent BETWEEN 0 AND 4),
    name text NOT NULL
);
COMMENT ON TABLE pd.currency IS 'ISO 4217: every active currency that has a minor unit.';

CREATE TABLE pd.country (
    code text COLLATE "C" PRIMARY KEY CHECK (code ~ '^[A-Z]{2}$'),
    name text NOT NULL
);
COMMENT ON TABLE pd.country IS 'ISO 3166-1.';

CREATE TABLE pd.chart (
    gl text COLLATE "C" PRIMARY KEY CHECK (gl ~ '^[0-9]{4}$'),
    name text NOT NULL,
    side smallint NOT NULL CHECK (side IN (-1, 1)),
    has_floor boolean NOT NULL
);
COMMENT ON TABLE pd.chart IS 'Chart of accounts: +1 credit-normal, -1 debit-normal; has_floor: cash cannot go below zero.';

CREATE TABLE pd.product (
    code text COLLATE "C" PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9_]{1,30}$'),
    name text NOT NULL,
    currency smallint REFERENCES pd.currency,
    customer_kind text CHECK (customer_kind IN ('person', 'business')),
    overdraft_limit bigint NOT NULL DEFAULT 0 CHECK (overdraft_limit BETWEEN 0 AND 1000000000000000),
    is_offered boolean NOT NULL DEFAULT true
);
COMMENT ON TABLE pd.product IS 'Terms of an account; currency or customer kind NULL = any; overdraft_limit = the highest overdraft it may have.';

CREATE TABLE pd.fee (
    operation text COLLATE "C" NOT NULL,
    product text COLLATE "C" NOT NULL REFERENCES pd.product,
    currency smallint NOT NULL REFERENCES pd.currency,
    fixed_minor bigint NOT NULL CHECK (fixed_minor BETWEEN 0 AND 1000000000000),
    basis_points integer NOT NULL CHECK (basis_points BETWEEN 0 AND 10000),
    tax_basis_points integer NOT NULL CHECK (tax_basis_points BETWEEN 0 AND 10000),
    PRIMARY KEY (operation, product, currency)
);
COMMENT ON TABLE pd.fee IS 'Fee = fixed + amount x basis points, half up to the minor unit; tax comes on top of the fee. No row: free.';

-- Customers.  Personal data stands in a table of its own, read only through the view pd.customer_person.

CREATE SEQUENCE pd.customer_id;
CREATE SEQUENCE pd.customer_number START 1000001 MINVALUE 1000001 MAXVALUE 9999999;

CREATE TABLE pd.customer (
    ledger smallint NOT NULL,
    id bigint NOT NULL DEFAULT nextval('pd.customer_id'),
    number text COLLATE "C" NOT NULL CHECK (number ~ '^[A-Za-z0-9-]{1,34}$'),
    kind text NOT NULL CHECK (kind IN ('person', 'business')),
    status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'closed')),
    since date NOT NULL,
    PRIMARY KEY (ledger, id),
    UNIQUE (ledger, number)
);
COMMENT ON TABLE pd.customer IS 'A person or a business we hold accounts for; no personal data.';

CREATE TABLE pd.customer_personal (
    ledger smallint NOT NULL,
    customer bigint NOT NULL,
    given_name text,
    family_name text,
    business_name text,
    born date,
    phone text COLLATE "C",
    email text,
    street text,
    city text,
    postcode text,
    country text COLLATE "C",
    document_type text COLLATE "C",
    document_number text COLLATE "C",
    document_country text COLLATE "C",
    document_expires date,
    consent_marketing boolean NOT NULL DEFAULT false,
    consent_at timestamptz,
    external_ref text,
    search_name text COLLATE "C" NOT NULL,
    search_full text COLLATE "C" NOT NULL,
    PRIMARY KEY (ledger, customer),
    FOREIGN KEY (ledger, customer) REFERENCES pd.customer
);
COMMENT ON TABLE pd.customer_personal IS 'Personal data of a customer. Read it only through pd.customer_person.';
COMMENT ON COLUMN pd.customer_personal.search_name IS 'pd.search_key of "family given" or of the business name.';
COMMENT ON COLUMN pd.customer_personal.search_full IS 'pd.search_key of "given family" or of the business name.';
CREATE INDEX customer_personal_name ON pd.customer_personal (ledger, search_name, customer);
CREATE INDEX customer_personal_full ON pd.customer_personal (ledger, search_full, customer);
CREATE INDEX customer_personal_phone ON pd.customer_personal (ledger, phone, customer);
CREATE UNIQUE INDEX customer_personal_document
    ON pd.customer_personal (ledger, document_country, document_type, document_number);

CREATE VIEW pd.customer_person AS
SELECT c.ledger, c.id, c.number, c.kind, c.status, c.since,
       p.given_name, p.family_name, p.business_name,
       coalesce(p.business_name, concat_ws(' ', p.given_name, p.family_name)) AS name,
       p.born, p.phone, p.email, p.street, p.city, p.postcode, p.country,
       p.document_type, p.document_number, p.document_country, p.document_expires,
       p.consent_marketing, p.consent_at, p.external_ref, p.search_name, p.search_full
  FROM pd.customer c
  JOIN pd.customer_personal p ON p.ledger = c.ledger AND p.customer = c.id;
COMMENT ON VIEW pd.customer_person IS 'A customer with the personal data: the only reader of pd.customer_personal.';

-- Accounts: what is fixed (account) apart from what every posting changes (balance).

CREATE SEQUENCE pd.account_id;
CREATE SEQUENCE pd.account_number START 10000001 MINVALUE 10000001 MAXVALUE 99999999;

CREATE TABLE pd.account (
    ledger smallint NOT NULL,
    id bigint NOT NULL DEFAULT nextval('pd.account_id'),
    number text COLLATE "C" NOT NULL CHECK (number ~ '^[A-Za-z0-9_-]{1,48}$'),
    kind text NOT NULL CHECK (kind IN ('customer', 'internal', 'drawer')),
    gl text COLLATE "C" NOT NULL REFERENCES pd.chart,
    currency smallint NOT NULL REFERENCES pd.currency,
    side smallint NOT NULL CHECK (side IN (-1, 1)),
    customer bigint,
    product text COLLATE "C" REFERENCES pd.product,
    name text NOT NULL,
    custodian integer,
    status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'closed')),
    opened date NOT NULL,
    closed date,
    PRIMARY KEY (ledger, id),
    UNIQUE (ledger, number),
    FOREIGN KEY (ledger, customer) REFERENCES pd.customer,
    CHECK ((kind = 'customer') = (customer IS NOT NULL AND product IS NOT NULL)),
    CHECK ((kind = 'drawer') = (custodian IS NOT NULL)),
    CHECK ((status = 'closed') = (closed IS NOT NULL))
);
COMMENT ON TABLE pd.account IS 'What is fixed about an account. Money is in pd.balance.';
CREATE INDEX account_customer ON pd.account (ledger, customer, id) WHERE customer IS NOT NULL;
CREATE UNIQUE INDEX account_internal ON pd.account (ledger, gl, currency) WHERE kind = 'internal';
CREATE UNIQUE INDEX account_drawer ON pd.account (ledger, custodian) WHERE kind = 'drawer' AND status = 'open';

CREATE TABLE pd.holder (
    ledger smallint NOT NULL,
    account bigint NOT NULL,
    customer bigint NOT NULL,
    role text NOT NULL CHECK (role IN ('owner', 'signatory')),
    PRIMARY KEY (ledger, account, customer),
    FOREIGN KEY (ledger, account) REFERENCES pd.account,
    FOREIGN KEY (ledger, customer) REFERENCES pd.customer
);
COMMENT ON TABLE pd.holder IS 'A customer''s tie to an account.';
CREATE INDEX holder_customer ON pd.holder (ledger, customer, account);

-- A balance and each of its parts stay within 2^62, so that no sum of them can overflow.  version and posted stand
-- side by side: an update logs only what lies between the unchanged head and tail of the row.
CREATE TABLE pd.balance (
    account bigint NOT NULL,
    overdraft bigint NOT NULL DEFAULT 0 CHECK (overdraft BETWEEN 0 AND 1000000000000000),
    held bigint NOT NULL DEFAULT 0 CHECK (held BETWEEN 0 AND 1000000000000000000),
    pending bigint NOT NULL DEFAULT 0 CHECK (pending BETWEEN 0 AND 1000000000000000000),
    posted bigint NOT NULL DEFAULT 0 CHECK (posted BETWEEN -4611686018427387904 AND 4611686018427387904),
    version bigint NOT NULL DEFAULT 0,
    flags integer NOT NULL,
    ledger smallint NOT NULL,
    currency smallint NOT NULL,
    side smallint NOT NULL,
    PRIMARY KEY (ledger, account)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05);
COMMENT ON TABLE pd.balance IS 'The moving part of an account: version = seq of the newest entry, posted = its balance. No other index, ever: updates must stay HOT.';
COMMENT ON COLUMN pd.balance.flags IS '1 FLOOR, 2 BLOCK_DEBIT, 4 BLOCK_CREDIT, 8 CLOSED, 16 IMPORTING (closed for business until the import ends).';

CREATE VIEW pd.account_now AS
SELECT a.ledger, a.id, a.number, a.kind, a.gl, a.currency, a.side, a.customer, a.product, a.name, a.custodian,
       a.status, a.opened, a.closed,
       b.flags, b.version, b.posted, b.pending, b.held, b.overdraft,
       a.side * b.posted AS balance,
       a.side * b.posted + b.overdraft - b.pending - b.held AS available
  FROM pd.account a
  JOIN pd.balance b ON b.ledger = a.ledger AND b.account = a.id;
COMMENT ON VIEW pd.account_now IS 'An account with its balance; balance and available in the account''s own sense (cash in a drawer is positive).';

CREATE TABLE pd.account_note (
    ledger smallint NOT NULL,
    account bigint NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    staff integer NOT NULL,
    what text NOT NULL,
    reason text NOT NULL,
    request uuid NOT NULL,
    PRIMARY KEY (ledger, account, id)
);
COMMENT ON TABLE pd.account_note IS 'Why an account was blocked, unblocked or closed. Append-only.';

-- The journal.

CREATE SEQUENCE pd.journal_id CACHE 1;
COMMENT ON SEQUENCE pd.journal_id IS 'Cache 1, drawn after the row locks: the sealer and the rollups rely on it.';

CREATE TABLE pd.journal (
    id bigint NOT NULL,
    request uuid,
    created_at timestamptz NOT NULL,
    staff integer,
    business_date date NOT NULL,
    value_date date NOT NULL,
    ledger smallint NOT NULL,
    operation text COLLATE "C" NOT NULL,
    entry_account bigint[] NOT NULL,
    entry_seq bigint[] NOT NULL,
    text text,
    partner text,
    PRIMARY KEY (ledger, id),
    CHECK (cardinality(entry_account) >= 2 AND cardinality(entry_account) = cardinality(entry_seq))
);
COMMENT ON TABLE pd.journal IS 'A set of entries posted together that sums to zero per currency. Insert-only.';
COMMENT ON COLUMN pd.journal.entry_account IS 'With entry_seq: the keys of its entries, in the order of the legs.';
COMMENT ON COLUMN pd.journal.partner IS 'The account at another bank, where the counterparty is not ours.';
COMMENT ON COLUMN pd.journal.staff IS 'NULL: posted by the host''s administrator or an import.';

CREATE TABLE pd.entry (
    ledger smallint NOT NULL,
    currency smallint NOT NULL,
    booked date NOT NULL,
    account bigint NOT NULL,
    seq bigint NOT NULL,
    journal bigint NOT NULL,
    amount bigint NOT NULL CHECK (amount <> 0),
    balance bigint NOT NULL,
    what text COLLATE "C" NOT NULL,
    PRIMARY KEY (ledger, account, seq)
);
COMMENT ON TABLE pd.entry IS 'One leg of a journal on one account: seq dense from 1, balance after it. Insert-only.';

-- "My items of today" at the desk; imports and the host's own postings are not in it.
CREATE INDEX journal_staff ON pd.journal (ledger, staff, id) WHERE staff IS NOT NULL;

CREATE TABLE pd.receipt_copy (
    ledger smallint NOT NULL,
    journal bigint NOT NULL,
    copy integer NOT NULL CHECK (copy > 0),
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    staff integer NOT NULL,
    request uuid NOT NULL,
    PRIMARY KEY (ledger, journal, copy)
);
COMMENT ON TABLE pd.receipt_copy IS 'Reprints of a receipt, numbered. Append-only.';

-- Insert-only, and in balance.  The triggers call the functions by name; pd.entry_guard gets its body from sql/private.

CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pd.journal
    FOR EACH STATEMENT EXECUTE FUNCTION pd.append_only();
CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pd.entry
    FOR EACH STATEMENT EXECUTE FUNCTION pd.append_only();
CREATE TRIGGER receipt_copy_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pd.receipt_copy
    FOR EACH STATEMENT EXECUTE FUNCTION pd.append_only();
CREATE TRIGGER account_note_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pd.account_note
    FOR EACH STATEMENT EXECUTE FUNCTION pd.append_only();

CREATE FUNCTION pd.entry_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$ BEGIN RETURN NULL; END $$;
CREATE TRIGGER entry_guard AFTER INSERT ON pd.entry REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION pd.entry_guard();

-- What functions pass to each other.

CREATE TYPE pd.leg AS (account bigint, amount bigint, what text, field text);
COMMENT ON TYPE pd.leg IS 'An entry as planned; field = the form''s field to blame for a refusal.';

CREATE TYPE pd.posted AS (journal bigint, posted_at timestamptz, balances bigint[]);
COMMENT ON TYPE pd.posted IS 'What pd.post did: balances[i] = signed balance of the account of leg i after that leg.';

CREATE TYPE pd.batch_posted AS (journals integer, entries integer, journal_ids bigint[]);
COMMENT ON TYPE pd.batch_posted IS 'What pd.post_batch did: journal_ids[n] = the journal with ordinal n.';
