-- SPDX-License-Identifier: Apache-2.0
--
-- Transfers in two phases: what is refused at the opening, and every state against every action.
BEGIN;
\ir ../ledger/bank.psql
\ir reserved.psql
SELECT plan(96);

-- Opening reserves on the debit account only, and posts nothing.
SELECT pg_temp.opened('cur', 'bas', 30000) AS one \gset
SELECT is(pg_temp.figures('cur'), 'posted 100000 pending 30000 held 0 available 70000', 'what is promised is not available');
SELECT is(pg_temp.figures('bas'), 'posted 50000 pending 0 held 0 available 50000', 'and nobody has it yet');
SELECT is(pg_temp.refused(pg_temp.leg('cur', -70001), pg_temp.leg('bas', 70001)), 'PD018 account', 'no posting takes it');
SELECT is(pg_temp.refused(pg_temp.leg('cur', -70000), pg_temp.leg('bas', 70000)), 'done', 'the rest is free');
SELECT is(pg_temp.tried(:one, 'post'), 'posted', 'and what is promised can be posted');
SELECT is(pg_temp.figures('cur'), 'posted 0 pending 0 held 0 available 0', 'to the last cent');
SELECT is((SELECT j.operation || ' ' || j.text FROM pd.journal j ORDER BY j.id DESC LIMIT 1), 'test.pending Promised', 'the journal is of its operation');
SELECT pg_temp.post(pg_temp.leg('cur', 100000), pg_temp.leg('bas', -100000)) \g /dev/null

-- Refusals at the opening are those of a posting, in their order.
SELECT is(pg_temp.opening('cur', 'bas', 100001), 'PD018 from', 'more than there is');
SELECT is(pg_temp.opening('cur', 'bas', 0), 'PD001 amount', 'nothing');
SELECT is(pg_temp.opening('cur', 'bas', -1), 'PD001 amount', 'less than nothing');
SELECT is(pg_temp.opening('cur', 'bas', NULL), 'PD001 amount', 'no amount');
SELECT is(pg_temp.opening('cur', 'bas', 1000000000000001), 'PD001 from', 'too much to be money');
SELECT is(pg_temp.opening('cur', 'cur', 1), 'PD001 to', 'to itself');
SELECT is(pg_temp.opening('cur', 'usd', 1), 'PD015 to', 'another currency');
SELECT is(pg_temp.opening('none', 'bas', 1), 'PD028 from', 'from nobody');
SELECT is(pg_temp.opening('cur', 'bas', 1, clock_timestamp() - interval '1 s'), 'PD001 expires_at', 'expired before it was opened');
UPDATE pd.balance SET flags = flags | 2 WHERE account = pg_temp.acc_id('cur');
SELECT is(pg_temp.opening('cur', 'bas', 100001), 'PD014 from', 'debits blocked comes before the funds');
SELECT is(pg_temp.opening('cur', 'usd', 1), 'PD014 from', 'and before the currency');
UPDATE pd.balance SET flags = flags & ~2 WHERE account = pg_temp.acc_id('cur');
UPDATE pd.balance SET flags = flags | 4 WHERE account = pg_temp.acc_id('bas');
SELECT is(pg_temp.opening('cur', 'bas', 1), 'PD014 to', 'credits blocked');
UPDATE pd.balance SET flags = flags & ~4 | 8 WHERE account = pg_temp.acc_id('bas');
SELECT is(pg_temp.opening('cur', 'bas', 1), 'PD013 to', 'closed');
UPDATE pd.balance SET flags = flags & ~8 WHERE account = pg_temp.acc_id('bas');
SELECT is(pg_temp.figures('cur'), 'posted 100000 pending 0 held 0 available 100000', 'nothing of what was refused stays');

-- Pending credits are never available; promises add up.
SELECT pg_temp.opened('cur', 'nil', 60000) AS two \gset
SELECT is(pg_temp.opening('nil', 'bas', 1), 'PD018 from', 'what is only promised to an account is not on it');
SELECT is(pg_temp.opening('cur', 'nil', 40001), 'PD018 from', 'two promises add up');
SELECT pg_temp.tried(:two, 'void') \g /dev/null

-- In part: the rest returns at once.
SELECT pg_temp.opened('cur', 'bas', 5000) AS part \gset
SELECT is(pg_temp.tried(:part, 'over'), 'PD019 amount', 'more than is pending');
SELECT is(pg_temp.tried(:part, 'part'), 'partly posted', 'a part');
SELECT is(pg_temp.figures('cur'), 'posted 99999 pending 0 held 0 available 99999', 'the rest is free');
SELECT is(pg_temp.tried(:part, 'post'), 'PD030 pending', 'there is no second part');
SELECT pg_temp.post(pg_temp.leg('cur', 1), pg_temp.leg('bas', -1)) \g /dev/null

-- Every state against every action.
CREATE TEMP TABLE matrix (place integer GENERATED ALWAYS AS IDENTITY, state text, action text, wanted text);
INSERT INTO matrix (state, action, wanted) VALUES
    ('pending', 'post', 'posted'),              ('pending', 'part', 'partly posted'),       ('pending', 'over', 'PD019 amount'),
    ('pending', 'void', 'voided'),              ('pending', 'named', 'posted'),             ('pending', 'other debit', 'PD027 pending'),
    ('pending', 'other credit', 'PD027 pending'), ('pending', 'other currency', 'PD015 pending'), ('pending', 'nothing', 'PD001 amount'),
    ('posted', 'post', 'PD030 pending'),        ('posted', 'part', 'PD030 pending'),        ('posted', 'over', 'PD019 amount'),
    ('posted', 'void', 'PD030 pending'),        ('partly posted', 'post', 'PD030 pending'), ('partly posted', 'part', 'PD030 pending'),
    ('partly posted', 'void', 'PD030 pending'), ('partly posted', 'over', 'PD019 amount'),
    ('voided', 'post', 'PD031 pending'),        ('voided', 'part', 'PD031 pending'),        ('voided', 'void', 'PD031 pending'),
    ('voided', 'other debit', 'PD027 pending'), ('voided', 'other currency', 'PD015 pending'),
    ('expired', 'post', 'PD032 pending'),       ('expired', 'part', 'PD032 pending'),       ('expired', 'void', 'PD032 pending'),
    ('expired', 'named', 'PD032 pending'),      ('swept', 'post', 'PD032 pending'),         ('swept', 'part', 'PD032 pending'),
    ('swept', 'void', 'PD032 pending'),         ('blocked', 'post', 'PD014'),               ('blocked', 'void', 'voided'),
    ('blocked', 'other currency', 'PD014'),     ('credit blocked', 'post', 'PD014'),        ('credit blocked', 'void', 'voided'),
    ('credit closed', 'post', 'PD013'),         ('credit closed', 'part', 'PD013'),         ('credit closed', 'void', 'voided'),
    ('blocked and voided', 'post', 'PD014'),    ('blocked and voided', 'void', 'PD031 pending'),
    ('none', 'post', 'PD012 pending'),          ('none', 'void', 'PD012 pending'),          ('a hold', 'post', 'PD012 pending'),
    ('a hold', 'void', 'PD012 pending');
SELECT is(pg_temp.in_state(m.state, m.action), m.wanted, m.state || ': ' || m.action) FROM matrix m ORDER BY m.place;
SELECT pg_temp.post(pg_temp.leg('nil', -pg_temp.bal('nil')), pg_temp.leg('cur', pg_temp.bal('nil'))) \g /dev/null

-- A promise is kept whatever else became of the account: interest may take it below its floor.
SELECT pg_temp.opened('cur', 'bas', 100000) AS all_of_it \gset
UPDATE pd.balance SET flags = flags & ~1 WHERE account = pg_temp.acc_id('cur');
SELECT pg_temp.post(pg_temp.leg('cur', -700), pg_temp.leg('susp', 700)) \g /dev/null
UPDATE pd.balance SET flags = flags | 1 WHERE account = pg_temp.acc_id('cur');
SELECT is(pg_temp.figures('cur'), 'posted 99300 pending 100000 held 0 available -700', 'below the floor');
SELECT is(pg_temp.tried(:all_of_it, 'post'), 'posted', 'and yet it is posted');
SELECT is((SELECT posted || ' ' || overdraft FROM pd.balance WHERE account = pg_temp.acc_id('cur')), '-700 0', 'nothing was lent for longer');
SELECT pg_temp.post(pg_temp.leg('cur', 100700), pg_temp.leg('bas', -100000), pg_temp.leg('susp', -700)) \g /dev/null

-- Expired promises never keep money, with nobody to sweep them.
SELECT pg_temp.opened('cur', 'bas', 99000) AS stale \gset
SELECT pg_temp.opened('cur', 'bas', 500, clock_timestamp() + interval '1 h') AS fresh \gset
SELECT pg_temp.age(:stale) \g /dev/null
SELECT is(pg_temp.figures('cur'), 'posted 100000 pending 500 held 0 available 99500', 'an expired promise is not read');
SELECT is((SELECT pending FROM pd.balance WHERE account = pg_temp.acc_id('cur')), 99500::bigint, 'though nobody wrote it down');
SELECT is(pg_temp.ask('tl_sam', format('SELECT pending_minor || '' '' || available_minor FROM api.account_view(%L)', pg_temp.acc('cur'))),
          '500 99500', 'at the desk neither');
SELECT is(pg_temp.bad(), '', 'the books prove so');
SELECT is(pg_temp.opening('cur', 'bas', 99501), 'PD018 from', 'what is promised still counts');
SELECT is(pg_temp.refused(pg_temp.leg('cur', -99500), pg_temp.leg('bas', 99500)), 'done', 'all the rest can be posted');
SELECT is((SELECT pending FROM pd.balance WHERE account = pg_temp.acc_id('cur')), 500::bigint, 'and then it is written down');
SELECT is(pg_temp.bad(), '', 'the books prove after it');
SELECT is(pg_temp.tried(:stale, 'post'), 'PD032 pending', 'what has expired cannot be posted');
SELECT is(pg_temp.tried(:fresh, 'post'), 'posted', 'what has not, can');
SELECT pg_temp.post(pg_temp.leg('cur', 100000), pg_temp.leg('bas', -100000)) \g /dev/null

-- The job writes it down, once.
SELECT pg_temp.age(pg_temp.opened('cur', 'bas', 100)), pg_temp.age(pg_temp.opened('cur', 'bas', 200)),
       pg_temp.age(pg_temp.opened('biz', 'bas', 300)) \g /dev/null
SELECT is(pd.job_reservations(1), 1, 'one account');
SELECT is(pd.job_reservations(100), 1, 'the other');
SELECT is(pd.job_reservations(100), 0, 'nothing is left to do');
SELECT is((SELECT sum(pending) FROM pd.balance)::bigint, 0::bigint, 'nothing is reserved');
SELECT is(pd.reservation_settle(1::smallint, pg_temp.acc_id('cur')), false, 'nothing to settle');
SELECT pg_temp.age(pg_temp.opened('cur', 'bas', 100)) \g /dev/null
SELECT is(pd.reservation_settle(1::smallint, pg_temp.acc_id('cur')), true, 'something to settle');

-- Facts stay as they were written.
SELECT throws_ok('UPDATE pd.pending SET amount = 1', 'PD029', NULL, 'a promise is not changed');
SELECT throws_ok('DELETE FROM pd.pending_end', 'PD029', NULL, 'an end is not taken back');

-- Out of a deferred or a debit-normal account nothing is reserved, and it works.
SELECT pg_temp.opened('drawer', 'susp', 5) AS cash \gset
SELECT is((SELECT pending FROM pd.balance WHERE account = pg_temp.acc_id('drawer')), 0::bigint, 'cash that comes in is not reserved');
SELECT is(pg_temp.tried(:cash, 'post'), 'posted', 'it is posted');
SELECT is(pg_temp.tried(:cash, 'void'), 'PD030 pending', 'once');

SELECT is(pg_temp.bad(), '', 'the books prove');
SELECT is(pg_temp.unreserved(), '', 'the reservations prove');
SELECT finish();
ROLLBACK;
