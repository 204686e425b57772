-- SPDX-License-Identifier: Apache-2.0
--
-- Moving another bank in: the import's own row, and its files' rows as they came.  The rows stay after the
-- import: they are the proof of the balances, and hold what the ledger has no place for.  Transactions carry
-- no foreign key, as pd.entry does not: they come by the million.

CREATE TABLE pd.import (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ledger smallint NOT NULL REFERENCES pd.ledger,
    digest text COLLATE "C" NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
    currency smallint NOT NULL REFERENCES pd.currency,
    prefix text COLLATE "C" CHECK (prefix ~ '^[A-Z0-9-]{0,12}$'),
    state text NOT NULL DEFAULT 'begun' CHECK (state IN ('begun', 'loaded', 'finished')),
    runner integer NOT NULL DEFAULT 0,
    runner_seen timestamptz NOT NULL DEFAULT '-infinity',
    customers bigint NOT NULL DEFAULT 0,
    accounts bigint NOT NULL DEFAULT 0,
    holders bigint NOT NULL DEFAULT 0,
    standing_orders bigint NOT NULL DEFAULT 0,
    transactions bigint NOT NULL DEFAULT 0,
    posted bigint NOT NULL DEFAULT 0,
    posted_booked date NOT NULL DEFAULT '-infinity',
    posted_account bigint NOT NULL DEFAULT 0,
    posted_seq bigint NOT NULL DEFAULT 0,
    mismatches bigint NOT NULL DEFAULT 0,
    elapsed_ms bigint NOT NULL DEFAULT 0,
    begun_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at timestamptz,
    UNIQUE (ledger, digest)
);
COMMENT ON TABLE pd.import IS 'A bank that moves in, known by the digest of its files.';
COMMENT ON COLUMN pd.import.prefix IS 'Before each account number; NULL until chosen.';
COMMENT ON COLUMN pd.import.state IS
    'begun: nothing is there yet. loaded: customers and closed accounts are. finished: posted, proved, freed.';
COMMENT ON COLUMN pd.import.runner IS
    'Raised by each run that takes over; the calls of an earlier one are refused.';
COMMENT ON COLUMN pd.import.runner_seen IS 'When the runner last committed something.';
COMMENT ON COLUMN pd.import.posted IS
    'Transactions posted; posted_booked, posted_account, posted_seq: the last of them.';

CREATE TABLE pd.import_district (
    import bigint NOT NULL REFERENCES pd.import,
    district text COLLATE "C" NOT NULL,
    name text NOT NULL,
    region text,
    inhabitants bigint,
    PRIMARY KEY (import, district)
);
COMMENT ON TABLE pd.import_district IS 'districts.csv; its name is the city of the customers who live there.';

CREATE TABLE pd.import_client (
    import bigint NOT NULL REFERENCES pd.import,
    client text COLLATE "C" NOT NULL,
    born date,
    sex text COLLATE "C" CHECK (sex IN ('F', 'M')),
    district text COLLATE "C",
    customer bigint NOT NULL DEFAULT nextval('pd.customer_id'),
    PRIMARY KEY (import, client)
);
COMMENT ON TABLE pd.import_client IS 'clients.csv, and the customer that each became.';

CREATE TABLE pd.import_account (
    import bigint NOT NULL REFERENCES pd.import,
    number text COLLATE "C" NOT NULL,
    district text COLLATE "C",
    statement text COLLATE "C" CHECK (statement IN ('monthly', 'weekly', 'after_transaction')),
    opened date NOT NULL,
    account bigint NOT NULL DEFAULT nextval('pd.account_id'),
    PRIMARY KEY (import, number)
);
COMMENT ON TABLE pd.import_account IS
    'accounts.csv, and the account that each became; number is that of the old bank, without prefix.';

CREATE TABLE pd.import_holder (
    import bigint NOT NULL REFERENCES pd.import,
    account bigint NOT NULL,
    customer bigint NOT NULL,
    role text COLLATE "C" NOT NULL CHECK (role IN ('owner', 'signatory')),
    PRIMARY KEY (import, account, customer)
);
COMMENT ON TABLE pd.import_holder IS 'holders.csv, in our own ids.';

CREATE TABLE pd.import_order (
    import bigint NOT NULL REFERENCES pd.import,
    number text COLLATE "C" NOT NULL,
    account bigint NOT NULL,
    to_bank text COLLATE "C",
    to_account text COLLATE "C" NOT NULL,
    amount bigint NOT NULL CHECK (amount > 0),
    purpose text COLLATE "C",
    PRIMARY KEY (import, number)
);
COMMENT ON TABLE pd.import_order IS 'standing_orders.csv: kept for when standing orders are carried out here.';

CREATE TABLE pd.import_transaction (
    import bigint NOT NULL,
    booked date NOT NULL,
    account bigint NOT NULL,
    seq bigint NOT NULL CHECK (seq > 0),
    amount bigint NOT NULL CHECK (amount <> 0),
    balance bigint NOT NULL,
    source text COLLATE "C" NOT NULL,
    operation text COLLATE "C" NOT NULL,
    purpose text COLLATE "C",
    partner_bank text COLLATE "C",
    partner_account text COLLATE "C",
    PRIMARY KEY (import, booked, account, seq)
);
COMMENT ON TABLE pd.import_transaction IS
    'transactions.csv, in the order of posting. seq is that of the entry it became; balance is the old bank''s own.';
