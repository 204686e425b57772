-- SPDX-License-Identifier: Apache-2.0
--
-- Bulk payments: a file of many payments from one account.  A file is loaded line by line and judged, accepted by
-- somebody else, and posted in chunks.  The lines carry no foreign keys, as pd.entry does not: they come by the hundred
-- thousand.  They hold payees' names and stay, as proof of what was ordered.

CREATE TABLE pd.bulk (
    ledger smallint NOT NULL REFERENCES pd.ledger,
    id integer GENERATED ALWAYS AS IDENTITY,
    payer bigint NOT NULL,
    currency smallint NOT NULL REFERENCES pd.currency,
    request uuid NOT NULL,
    digest text COLLATE "C" NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
    file text NOT NULL,
    format text COLLATE "C" NOT NULL CHECK (format IN ('csv', 'pain001')),
    message text,
    execution_date date,
    state text NOT NULL DEFAULT 'loading' CHECK (state IN ('loading', 'loaded', 'accepted', 'posted', 'cancelled')),
    lines_expected integer NOT NULL CHECK (lines_expected > 0),
    lines integer NOT NULL DEFAULT 0,
    bad integer NOT NULL DEFAULT 0,
    amount bigint NOT NULL DEFAULT 0 CHECK (amount BETWEEN 0 AND 1000000000000000),
    fee bigint NOT NULL DEFAULT 0,
    fee_legs jsonb,
    reservation bigint,
    done_to integer NOT NULL DEFAULT 0,
    posted integer NOT NULL DEFAULT 0,
    refused integer NOT NULL DEFAULT 0,
    posted_amount bigint NOT NULL DEFAULT 0,
    refused_amount bigint NOT NULL DEFAULT 0,
    loaded_by integer NOT NULL,
    loaded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    accepted_by integer,
    accepted_on date,
    accepted_at timestamptz,
    touched_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    hindrance text,
    PRIMARY KEY (ledger, id),
    FOREIGN KEY (ledger, payer) REFERENCES pd.account,
    CHECK (lines = 0 OR posted + refused + bad <= lines),
    CHECK (state NOT IN ('accepted', 'posted') OR accepted_by <> loaded_by)
);
COMMENT ON TABLE pd.bulk IS 'A file of payments from one account.';
COMMENT ON COLUMN pd.bulk.request IS 'The request it was loaded with; those of its chunks are derived from it.';
COMMENT ON COLUMN pd.bulk.digest IS 'SHA-256 of the file: the same file is not loaded twice by mistake.';
COMMENT ON COLUMN pd.bulk.message IS 'MsgId of a pain.001.';
COMMENT ON COLUMN pd.bulk.execution_date IS 'Not posted before this business day; NULL: as soon as somebody posts it.';
COMMENT ON COLUMN pd.bulk.state IS
    'loading: lines still come. loaded: judged, waits for acceptance. accepted: its funds are kept, chunks are posted. posted, cancelled: over.';
COMMENT ON COLUMN pd.bulk.amount IS 'Sum of the lines that are not bad; minor units, positive.';
COMMENT ON COLUMN pd.bulk.fee_legs IS 'The fee as it was accepted: legs for the journal that takes it.';
COMMENT ON COLUMN pd.bulk.reservation IS 'The hold that keeps the payer''s funds for the lines that are not posted yet.';
COMMENT ON COLUMN pd.bulk.accepted_on IS 'The business day of acceptance, on which limits counted it.';
COMMENT ON COLUMN pd.bulk.done_to IS 'Lines up to this place have been posted, refused or left out.';
COMMENT ON COLUMN pd.bulk.touched_at IS 'When a line was last staged or posted, or posting was last tried in vain.';
COMMENT ON COLUMN pd.bulk.hindrance IS 'Why the worker could not post it the last time it tried.';
-- One file of one payer is being loaded once at a time.
CREATE UNIQUE INDEX bulk_loading ON pd.bulk (ledger, payer, digest) WHERE state = 'loading';
CREATE INDEX bulk_digest ON pd.bulk (ledger, payer, digest);
CREATE INDEX bulk_message ON pd.bulk (ledger, payer, message) WHERE message IS NOT NULL;
CREATE INDEX bulk_accepted ON pd.bulk (ledger, id) WHERE state = 'accepted';

-- state is in no index: posting updates each line once, in its own page.
CREATE TABLE pd.bulk_line (
    ledger smallint NOT NULL,
    bulk integer NOT NULL,
    place integer NOT NULL CHECK (place > 0),
    line integer NOT NULL CHECK (line > 0),
    account bigint,
    amount bigint CHECK (amount BETWEEN 1 AND 1000000000000000),
    journal bigint,
    state text COLLATE "C" NOT NULL CHECK (state IN ('good', 'bad', 'posted', 'refused')),
    given text,
    name text,
    text text,
    reference text,
    PRIMARY KEY (ledger, bulk, place),
    CHECK (state = 'bad' OR amount IS NOT NULL),
    CHECK ((state = 'posted') = (journal IS NOT NULL))
) WITH (fillfactor = 70);
COMMENT ON TABLE pd.bulk_line IS 'A payment of a bulk file, as it was given and what became of it.';
COMMENT ON COLUMN pd.bulk_line.place IS 'Its number in the file, from 1; line is where it stands there.';
COMMENT ON COLUMN pd.bulk_line.given IS 'The payee''s account as written in the file; account: ours, NULL when there is none.';

CREATE TABLE pd.bulk_fault (
    ledger smallint NOT NULL,
    bulk integer NOT NULL,
    place integer NOT NULL,
    code text COLLATE "C" NOT NULL CHECK (code ~ '^PD[0-9]{3}$'),
    field text COLLATE "C" NOT NULL,
    sentence text NOT NULL,
    hint text,
    PRIMARY KEY (ledger, bulk, place)
);
COMMENT ON TABLE pd.bulk_fault IS 'What is wrong with a line that is bad or refused: its first fault.';
