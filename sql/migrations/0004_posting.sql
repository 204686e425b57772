-- SPDX-License-Identifier: Apache-2.0
--
-- The complete posting engine: accounts that never make anybody queue, links between journals, closed periods, and
-- drawers in several currencies.

-- Operations may have a group: account.hold.place.
ALTER TABLE pd.role_operation DROP CONSTRAINT role_operation_operation_check;
ALTER TABLE pd.role_operation ADD CONSTRAINT role_operation_operation_check CHECK (operation ~ '^[a-z]+(\.[a-z_]+){1,2}$');

-- Closed periods: nothing is posted with a business date or value date up to and including this day.
ALTER TABLE pd.ledger ADD closed_until date;
COMMENT ON COLUMN pd.ledger.closed_until IS 'Last day of the closed periods; no posting may carry it or an earlier day. NULL: none is closed.';

-- Deferred accounts (decision 0008): postings insert entries and never touch the balance row, so nobody waits for
-- anybody.  The seq of such an entry is journal * 1024 + place of the leg; its running balance is not known yet (NULL).
-- The balance row is what was folded up to its version; the exact balance is that plus the entries behind it.
ALTER TABLE pd.chart ADD is_deferred boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN pd.chart.is_deferred IS 'Accounts of this GL code are deferred: no floor, no row that postings wait for.';
ALTER TABLE pd.entry ALTER balance DROP NOT NULL;
COMMENT ON TYPE pd.posted IS 'What pd.post did: balances[i] = signed balance of the account of leg i after that leg, NULL on a deferred account.';
COMMENT ON COLUMN pd.entry.balance IS 'Balance of the account after this entry; NULL on deferred accounts, whose balances are folded later.';
COMMENT ON COLUMN pd.balance.flags IS
    '1 FLOOR, 2 BLOCK_DEBIT, 4 BLOCK_CREDIT, 8 CLOSED, 16 IMPORTING (closed for business until the import ends), 32 DEFERRED, 64 LIMITED (a limit of its own or its product''s must be looked up).';

CREATE TABLE pd.balance_point (
    ledger smallint NOT NULL,
    account bigint NOT NULL,
    seq bigint NOT NULL,
    posted bigint NOT NULL,
    booked date NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (ledger, account, seq)
);
COMMENT ON TABLE pd.balance_point IS 'Folded balances of deferred accounts: posted = sum of all entries up to seq. Append-only.';
CREATE TRIGGER balance_point_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pd.balance_point
    FOR EACH STATEMENT EXECUTE FUNCTION pd.append_only();

-- What a journal has to do with an earlier one.  The status of the earlier one is derived from here, never written on it.
CREATE TABLE pd.journal_link (
    ledger smallint NOT NULL,
    journal bigint NOT NULL,
    kind text COLLATE "C" NOT NULL CHECK (kind IN ('reversal', 'correction', 'waiver')),
    target bigint NOT NULL,
    reason text,
    PRIMARY KEY (ledger, journal, kind)
);
COMMENT ON TABLE pd.journal_link IS 'journal reverses, corrects or gives back the fee of target. Append-only.';
CREATE UNIQUE INDEX journal_link_once ON pd.journal_link (ledger, target, kind) WHERE kind IN ('reversal', 'waiver');
CREATE INDEX journal_link_target ON pd.journal_link (ledger, target);
CREATE TRIGGER journal_link_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pd.journal_link
    FOR EACH STATEMENT EXECUTE FUNCTION pd.append_only();

-- One open drawer per person and currency.
DROP INDEX pd.account_drawer;
CREATE UNIQUE INDEX account_drawer ON pd.account (ledger, custodian, currency) WHERE kind = 'drawer' AND status = 'open';

-- What is exact at this moment, where the balance row may lag: entries that are not folded yet, reservations that have
-- expired.  The bodies stand in sql/private.
CREATE FUNCTION pd.posted_now(p_ledger smallint, p_account bigint) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$ BEGIN RETURN NULL; END $$;
CREATE FUNCTION pd.pending_now(p_ledger smallint, p_account bigint) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$ BEGIN RETURN NULL; END $$;
CREATE FUNCTION pd.held_now(p_ledger smallint, p_account bigint) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$ BEGIN RETURN NULL; END $$;

CREATE OR REPLACE VIEW pd.account_now AS
SELECT n.ledger, n.id, n.number, n.kind, n.gl, n.currency, n.side, n.customer, n.product, n.name, n.custodian,
       n.status, n.opened, n.closed,
       n.flags, n.version, n.posted, n.pending, n.held, n.overdraft,
       n.side * n.posted AS balance,
       n.side * n.posted + n.overdraft - n.pending - n.held AS available
  FROM (SELECT a.ledger, a.id, a.number, a.kind, a.gl, a.currency, a.side, a.customer, a.product, a.name, a.custodian,
               a.status, a.opened, a.closed, b.flags, b.version, b.overdraft,
               CASE WHEN b.flags & 32 <> 0 THEN pd.posted_now(b.ledger, b.account) ELSE b.posted END AS posted,
               CASE WHEN b.pending <> 0 THEN pd.pending_now(b.ledger, b.account) ELSE 0 END AS pending,
               CASE WHEN b.held <> 0 THEN pd.held_now(b.ledger, b.account) ELSE 0 END AS held
          FROM pd.account a
          JOIN pd.balance b ON b.ledger = a.ledger AND b.account = a.id) n;
COMMENT ON VIEW pd.account_now IS
    'An account with its exact balance of this moment; balance and available in the account''s own sense (cash in a drawer is positive).';

-- The codes whose accounts are deferred from now on, and the accounts of them that are there already: their entries keep
-- their dense numbers, and a first point says what they came to.  A new entry's number, its journal times 1024, lies
-- beyond those, because no journal has that many legs.
UPDATE pd.chart SET is_deferred = true WHERE gl IN ('1100', '2100', '2150', '4010', '4060', '5070');
UPDATE pd.balance b
   SET flags = b.flags | 32
  FROM pd.account a
  JOIN pd.chart c ON c.gl = a.gl
 WHERE a.ledger = b.ledger AND a.id = b.account AND a.kind = 'internal' AND c.is_deferred;
INSERT INTO pd.balance_point (ledger, account, seq, posted, booked)
SELECT b.ledger, b.account, b.version, b.posted,
       (SELECT max(e.booked) FROM pd.entry e WHERE e.ledger = b.ledger AND e.account = b.account)
  FROM pd.balance b
 WHERE b.flags & 32 <> 0 AND b.version > 0;

-- Up to which id every journal is there for ever: no transaction that drew an id up to it is still running.
CREATE TABLE pd.journal_mark (
    id boolean PRIMARY KEY DEFAULT true CHECK (id),
    settled bigint NOT NULL DEFAULT 0,
    seen bigint NOT NULL DEFAULT 0,
    seen_by xid8 NOT NULL DEFAULT '0',
    listed bigint NOT NULL DEFAULT 0
);
COMMENT ON TABLE pd.journal_mark IS 'One row, written by pd.journal_settle: journals up to settled are all there; what folds, seals or sums up goes so far.';
COMMENT ON COLUMN pd.journal_mark.listed IS 'The journals up to it are in pd.staff_journal.';
COMMENT ON COLUMN pd.journal_mark.seen IS 'The newest id when the mark was last moved; settled when every transaction older than seen_by has ended.';
INSERT INTO pd.journal_mark DEFAULT VALUES;

-- A CHECK constraint is parsed anew by every statement that writes the table, which costs a posting more than any of its
-- index look-ups.  On the tables that every posting writes the posting functions keep these rules, pd.entry_guard and
-- pd.prove() look after them, and a trigger guards those columns of a balance that postings do not write.
ALTER TABLE pd.balance
    DROP CONSTRAINT balance_overdraft_check, DROP CONSTRAINT balance_held_check,
    DROP CONSTRAINT balance_pending_check, DROP CONSTRAINT balance_posted_check;
ALTER TABLE pd.journal DROP CONSTRAINT journal_check;
ALTER TABLE pd.entry DROP CONSTRAINT entry_amount_check;
ALTER TABLE pd.request DROP CONSTRAINT request_outcome_check;
ALTER TABLE pd.event DROP CONSTRAINT event_outcome_check;
CREATE FUNCTION pd.balance_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$ BEGIN RETURN NULL; END $$;
CREATE TRIGGER balance_guard AFTER INSERT OR UPDATE OF overdraft, held, pending ON pd.balance
    FOR EACH ROW EXECUTE FUNCTION pd.balance_guard();

-- Who posted what, for "my items of today" at the desk.  No posting waits for it: the worker lists settled journals here,
-- and whoever reads looks through the few behind journal_mark.listed himself.
DROP INDEX pd.journal_staff;
CREATE TABLE pd.staff_journal (
    ledger smallint NOT NULL,
    staff integer NOT NULL,
    journal bigint NOT NULL,
    PRIMARY KEY (ledger, staff, journal)
);
COMMENT ON TABLE pd.staff_journal IS 'Journals by the member of staff who posted them, up to journal_mark.listed.';

-- Functions of sql/private whose arguments changed.
DROP FUNCTION IF EXISTS pd.plan_post(pd.call, pd.leg[], text, text, text);
DROP FUNCTION IF EXISTS pd.post_judge(smallint, pd.leg[], bigint[]);
