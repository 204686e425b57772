-- SPDX-License-Identifier: Apache-2.0
--
-- Bulk files as the database sees them: who may do what in which state, what is refused, funds, fee, limits, the worker,
-- replays, and that the proof finds damage.
BEGIN;
\ir ../ledger/bank.psql
SELECT pg_temp.hire('tl_viktor', 'supervisor') \g /dev/null
INSERT INTO pd.fee (operation, product, currency, fixed_minor, basis_points, tax_basis_points)
VALUES ('bulk.payment', 'current', 978, 200, 0, 2000);
SELECT plan(129);

CREATE FUNCTION pg_temp.row(p_account text, p_minor bigint, p_reference text DEFAULT NULL, p_line integer DEFAULT 2) RETURNS jsonb LANGUAGE sql AS $$
    SELECT jsonb_strip_nulls(jsonb_build_object('l', p_line, 'a', p_account, 'm', p_minor, 'o', 'Payee', 't', 'Salary', 'r', p_reference))
$$;
CREATE FUNCTION pg_temp.begin_sql(p_payer text, p_digest text, p_lines integer, p_more text DEFAULT '', p_request uuid DEFAULT gen_random_uuid())
RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT api.bulk_load(%L, %L, ''pay.csv'', ''csv'', p_digest => %L, p_lines => %s %s)', p_request, pg_temp.acc(p_payer),
                  encode(sha256(p_digest::bytea), 'hex'), p_lines, p_more)
$$;
CREATE FUNCTION pg_temp.stage_sql(p_bulk integer, p_first integer, p_rows jsonb, p_request uuid DEFAULT gen_random_uuid()) RETURNS text LANGUAGE sql AS $$
    SELECT format('SELECT api.bulk_stage(%L, %s, %s, %L)', p_request, p_bulk, p_first, p_rows)
$$;
-- Loads a file whole; its number.
CREATE FUNCTION pg_temp.load(p_digest text, p_rows jsonb, p_payer text DEFAULT 'cur', p_more text DEFAULT '') RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    v_bulk integer := pg_temp.ask('tl_tina', pg_temp.begin_sql(p_payer, p_digest, jsonb_array_length(p_rows), p_more))::jsonb ->> 'bulk';
BEGIN
    PERFORM pg_temp.ask('tl_tina', pg_temp.stage_sql(v_bulk, 1, p_rows));
    PERFORM pg_temp.ask('tl_tina', format('SELECT api.bulk_check(%L, %s)', gen_random_uuid(), v_bulk));
    RETURN v_bulk;
END $$;
CREATE FUNCTION pg_temp.act(p_person text, p_what text, p_bulk integer, p_more text DEFAULT '') RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.told(p_person, format('SELECT api.bulk_%s(%L, %s %s)', p_what, gen_random_uuid(), p_bulk, p_more))
$$;
CREATE FUNCTION pg_temp.bulk(p_bulk integer) RETURNS text LANGUAGE sql AS $$
    SELECT concat_ws(' ', b.state, b.lines, 'lines', b.bad, 'bad', b.posted, 'posted', b.refused, 'refused') FROM pd.bulk b WHERE b.id = p_bulk
$$;
CREATE FUNCTION pg_temp.states(p_bulk integer) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(concat_ws(' ', l.state, f.code, f.field), ', ' ORDER BY l.place)
      FROM pd.bulk_line l LEFT JOIN pd.bulk_fault f USING (ledger, bulk, place) WHERE l.bulk = p_bulk
$$;
CREATE FUNCTION pg_temp.held(p_name text) RETURNS bigint LANGUAGE sql AS $$ SELECT held FROM pd.balance WHERE ledger = 1 AND account = pg_temp.acc_id(p_name) $$;
CREATE FUNCTION pg_temp.journals() RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM pd.journal WHERE operation = 'bulk.payment' $$;
CREATE FUNCTION pg_temp.good(p_count integer, p_minor bigint) RETURNS jsonb LANGUAGE sql AS $$
    SELECT jsonb_agg(pg_temp.row(pg_temp.acc('bas'), p_minor, 'R' || i, i + 1)) FROM generate_series(1, p_count) i
$$;

-- Beginning: what is said of the file as a whole.
SELECT is(pg_temp.told('tl_tina', pg_temp.begin_sql('cur', 'x', 0)), 'PD001 file', 'no lines');
SELECT is(pg_temp.told('tl_tina', pg_temp.begin_sql('cur', 'x', 500001)), 'PD001 file', 'too many lines');
SELECT is(pg_temp.told('tl_tina', format('SELECT api.bulk_load(gen_random_uuid(), %L, ''a'', ''csv'', p_digest => ''x'', p_lines => 1)', pg_temp.acc('cur'))), 'PD001 digest', 'no digest');
SELECT is(pg_temp.told('tl_tina', format('SELECT api.bulk_load(gen_random_uuid(), %L, ''a'', ''xls'', p_digest => ''x'', p_lines => 1)', pg_temp.acc('cur'))), 'PD001 format', 'no such format');
SELECT is(pg_temp.told('tl_tina', format('SELECT api.bulk_load(gen_random_uuid(), %L, '' '', ''csv'', p_digest => ''x'', p_lines => 1)', pg_temp.acc('cur'))), 'PD001 file', 'no name');
SELECT is(pg_temp.told('tl_tina', pg_temp.begin_sql('cur', 'x', 1, format(', p_execution_date => %L', pg_temp.today() - 1))), 'PD001 execution_date', 'yesterday');
SELECT is(pg_temp.told('tl_tina', pg_temp.begin_sql('cur', 'x', 1, format(', p_execution_date => %L', pg_temp.today() + 367))), 'PD001 execution_date', 'too far ahead');
SELECT is(pg_temp.told('tl_tina', pg_temp.begin_sql('cur', 'x', 1, ', p_message => repeat(''m'', 36)')), 'PD001 message', 'a long message id');
SELECT is(pg_temp.told('tl_tina', pg_temp.begin_sql('drawer', 'x', 1)), 'PD012 payer', 'a drawer pays no bulk');
SELECT is(pg_temp.told('tl_sam', pg_temp.begin_sql('cur', 'x', 1)), 'PD004', 'support loads none');
SELECT is((SELECT count(*) FROM pd.bulk), 0::bigint, 'nothing of it is kept');

-- Staging: in order, each chunk once, by who began, in the shape that the reader sends.
SELECT pg_temp.ask('tl_tina', pg_temp.begin_sql('cur', 'first', 3))::jsonb ->> 'bulk' AS b \gset
SELECT gen_random_uuid() AS chunk \gset
SELECT is(pg_temp.told('tl_vera', pg_temp.stage_sql(:b, 1, pg_temp.good(1, 100))), 'PD004 bulk', 'not by somebody else');
SELECT is(pg_temp.told('tl_tina', pg_temp.stage_sql(:b, 2, pg_temp.good(1, 100))), 'PD001 first', 'not with a gap');
SELECT is(pg_temp.told('tl_tina', pg_temp.stage_sql(:b, 0, pg_temp.good(1, 100))), 'PD001 first', 'not from nowhere');
SELECT is(pg_temp.told('tl_tina', pg_temp.stage_sql(:b, 1, pg_temp.good(4, 100))), 'PD001 rows', 'not more than the file has');
SELECT is(pg_temp.told('tl_tina', pg_temp.stage_sql(:b, 1, jsonb_build_array(bad.row))), 'PD001 rows', 'rows: ' || bad.row::text)
  FROM (VALUES ('{}'::jsonb), ('{"l": 0}'), ('{"l": 1, "a": "42"}'), ('{"l": 1, "m": 5}'), ('{"l": 1, "a": "4 2", "m": 5}'),
               ('{"l": 1, "a": "42", "m": 0}'), ('{"l": 1, "a": "42", "m": -5}'), ('{"l": 1, "a": "42", "m": 1000000000000001}'),
               ('{"l": 1, "a": "42", "m": 1.5}'), ('{"l": 1, "a": "42", "m": "x"}'), ('{"l": 1, "c": "PD001"}'), ('{"l": 1, "c": "no", "f": "a", "s": "b"}'),
               ('{"l": 1, "a": "42", "m": 5, "t": "a\u0007"}'), ('{"l": 1, "a": "42", "m": 5, "o": "a\u200b"}'), ('{"l": 99999999999}')) AS bad(row);
SELECT is(pg_temp.told('tl_tina', format('SELECT api.bulk_stage(gen_random_uuid(), %s, 1, %L)', :b, broken.rows)), 'PD001 rows', 'no rows: ' || left(coalesce(broken.rows, 'NULL'), 20))
  FROM (VALUES (NULL), (''), ('[]'), ('{}'), ('[1]'), ('[{'), ('[{"l":1,"a":"\u0000"}]'), ('[{"l":' || repeat('[', 50000)), ('null')) AS broken(rows);
SELECT is(pg_temp.told('tl_tina', format('SELECT api.bulk_check(gen_random_uuid(), %s)', :b)), 'PD029 bulk', 'not complete');
SELECT is(pg_temp.ask('tl_tina', pg_temp.stage_sql(:b, 1, pg_temp.good(2, 100), :'chunk'))::jsonb ->> 'lines', '2', 'the first two');
SELECT is(pg_temp.ask('tl_tina', pg_temp.stage_sql(:b, 1, pg_temp.good(2, 100), :'chunk'))::jsonb ->> 'replayed', 'true', 'the same chunk again');
SELECT is(pg_temp.told('tl_tina', pg_temp.stage_sql(:b, 1, pg_temp.good(2, 200), :'chunk')), 'PD002 request', 'another chunk with its id');
SELECT is(pg_temp.ask('tl_tina', pg_temp.stage_sql(:b, 1, pg_temp.good(2, 100)))::jsonb ->> 'lines', '2', 'sent again under another id: not taken twice');
SELECT is(pg_temp.ask('tl_tina', pg_temp.begin_sql('cur', 'first', 3))::jsonb - '{request,load_request}'::text[] @> jsonb_build_object('bulk', :b, 'lines', 2), true, 'whoever begins anew goes on');
SELECT is(pg_temp.told('tl_tom', pg_temp.begin_sql('cur', 'first', 3)), 'PD027 file', 'a colleague does not');
SELECT is(pg_temp.act('tl_vera', 'accept', :b), 'PD029 bulk', 'what is loading is not accepted');
SELECT is(pg_temp.act('tl_tina', 'post', :b), 'PD029 bulk', 'nor posted');
SELECT is(pg_temp.told('tl_tina', pg_temp.stage_sql(:b, 3, pg_temp.good(1, 100))), 'done', 'the rest');
SELECT is(pg_temp.told('tl_tina', format('SELECT api.bulk_check(gen_random_uuid(), %s)', :b)), 'done', 'is complete');
SELECT is(pg_temp.bulk(:b), 'loaded 3 lines 1 bad 0 posted 0 refused', 'loaded; the third repeats a reference');
SELECT is(pg_temp.told('tl_tina', format('SELECT api.bulk_check(gen_random_uuid(), %s)', :b)), 'PD029 bulk', 'once');
SELECT is(pg_temp.told('tl_tina', pg_temp.begin_sql('cur', 'first', 3)), 'PD027 again', 'the same file again');
SELECT is(pg_temp.told('tl_tina', pg_temp.begin_sql('bas', 'first', 3)), 'done', 'of another payer');
SELECT is(pg_temp.act('tl_tina', 'cancel', (SELECT max(id) FROM pd.bulk)), 'done', 'which is given up');
SELECT is(pg_temp.act('tl_tina', 'cancel', :b), 'done', 'cancelled');
SELECT is(pg_temp.told('tl_tina', pg_temp.begin_sql('cur', 'first', 3)), 'done', 'then it may be loaded anew');
SELECT pg_temp.ask('tl_tina', pg_temp.begin_sql('cur', 'with message', 1, ', p_message => ''M1'''))::jsonb ->> 'bulk' AS m \gset
SELECT is(pg_temp.told('tl_tina', pg_temp.begin_sql('cur', 'other bytes', 1, ', p_message => ''M1''')), 'PD027 again', 'other bytes, the same message id');
SELECT is(pg_temp.told('tl_tina', pg_temp.begin_sql('cur', 'other bytes', 1, ', p_message => ''M1'', p_again => true')), 'done', 'unless it is meant');

-- Judging: each fault with code and field; what the reader found comes first.
SELECT pg_temp.ask('tl_vera', format('SELECT api.account_block(gen_random_uuid(), %L, ''credits'', ''Test'')', pg_temp.acc('biz'))) \g /dev/null
SELECT pg_temp.load('faults', jsonb_build_array(pg_temp.row('999', 1), pg_temp.row(pg_temp.acc('cur'), 1), pg_temp.row(pg_temp.acc('usd'), 1),
    pg_temp.row(pg_temp.acc('biz'), 1), pg_temp.row(pg_temp.acc('drawer'), 1), pg_temp.row(pg_temp.acc('bas'), 1, 'NOTPROVIDED'), pg_temp.row(pg_temp.acc('bas'), 1, 'NOTPROVIDED'),
    '{"l": 9, "a": "x", "c": "PD001", "f": "amount", "s": "The amount is zero.", "h": "Correct it."}'::jsonb)) AS f \gset
SELECT is(pg_temp.states(:f), 'bad PD012 account, bad PD001 account, bad PD015 currency, bad PD014 account, bad PD012 account, good, good, bad PD001 amount', 'the faults');
SELECT is(pg_temp.ask('tl_audrey', format('SELECT string_agg(number || '' '' || reason, ''; '') FROM api.bulk_lines(%s, ''bad'', 3, 2)', :f)),
          format('4 Account %s is blocked: no money may come in.; 5 %s is not an account of this bank.', pg_temp.acc('biz'), pg_temp.acc('drawer')), 'a page of them');
SELECT is(pg_temp.ask('tl_audrey', format('SELECT count(*) FROM api.bulk_lines(%s)', :f)), '8', 'all lines');
SELECT is(pg_temp.told('tl_audrey', format('SELECT count(*) FROM api.bulk_lines(%s, ''nice'')', :f)), 'PD001 filter', 'no such filter');
SELECT is(pg_temp.told('tl_audrey', format('SELECT count(*) FROM api.bulk_lines(%s, p_limit => 201)', :f)), 'PD001 limit', 'no such page');
SELECT is(pg_temp.act('tl_vera', 'accept', :f), 'PD036 skip_bad', 'bad lines must be left out on purpose');
SELECT pg_temp.load('only bad', jsonb_build_array(pg_temp.row('999', 1))) AS o \gset
SELECT is(pg_temp.act('tl_vera', 'accept', :o, ', true'), 'PD036 bulk', 'nothing is left');
SELECT is(pg_temp.bulk(:o), 'loaded 1 lines 1 bad 0 posted 0 refused', 'and nothing has changed');

-- Acceptance: not by the loader; judged anew; the preview says the same; the money is kept.
SELECT pg_temp.load('good', pg_temp.good(4, 1000)) AS g \gset
SELECT is(pg_temp.act('tl_tina', 'accept', :g), 'PD004', 'a teller accepts none');
SELECT pg_temp.ask('tl_vera', pg_temp.begin_sql('cur', 'vera', 1))::jsonb ->> 'bulk' AS v \gset
SELECT pg_temp.ask('tl_vera', pg_temp.stage_sql(:v, 1, pg_temp.good(1, 100))), pg_temp.ask('tl_vera', format('SELECT api.bulk_check(gen_random_uuid(), %s)', :v)) \g /dev/null
SELECT is(pg_temp.act('tl_vera', 'accept', :v), 'PD037 bulk', 'four eyes');
SELECT is(pg_temp.told('tl_vera', format('SELECT api.bulk_accept_preview(%s)', :v)), 'PD037 bulk', 'the preview says so too');
SELECT is(pg_temp.act('tl_viktor', 'accept', :v), 'done', 'another supervisor');
SELECT is(pg_temp.held('cur'), 340::bigint, 'amount, fee and tax are kept');
SELECT is(pg_temp.act('tl_tina', 'cancel', :v), 'done', 'and given up again');
SELECT is(pg_temp.held('cur'), 0::bigint, 'free again');
SELECT is(pg_temp.ask('tl_vera', format('SELECT api.bulk_accept_preview(%s)', :g))::jsonb - 'entries',
          '{"lines": 4, "good": 4, "bad": 0, "amount_minor": 4000, "fee_minor": 240, "total_minor": 4240, "currency": "EUR"}', 'the preview''s totals');
SELECT is((SELECT string_agg(concat_ws(' ', e ->> 'what', e ->> 'debit_minor', e ->> 'credit_minor', e ->> 'balance_after_minor'), ', ')
             FROM jsonb_array_elements(pg_temp.ask('tl_vera', format('SELECT api.bulk_accept_preview(%s)', :g))::jsonb -> 'entries') e),
          'principal 4000 96000, principal 4000, fee 240 95760, fee 200, tax 40', 'and entries');
SELECT pg_temp.post(pg_temp.leg('cur', -96000), pg_temp.leg('nil', 96000)) \g /dev/null
SELECT is(pg_temp.act('tl_vera', 'accept', :g), 'PD018 bulk', 'not without the money for all of it');
SELECT is(pg_temp.told('tl_vera', format('SELECT api.bulk_accept_preview(%s)', :g)), 'PD018 bulk', 'the preview says so too');
SELECT pg_temp.post(pg_temp.leg('nil', -96000), pg_temp.leg('cur', 96000)) \g /dev/null
SAVEPOINT limited;
SELECT pg_temp.ask('tl_viktor', format('SELECT api.account_block(gen_random_uuid(), %L, ''credits'', ''Test'')', pg_temp.acc('bas'))) \g /dev/null
SELECT is(pg_temp.act('tl_vera', 'accept', :g), 'PD036 skip_bad', 'payees are looked at again');
SELECT is(pg_temp.states(:g), 'good, good, good, good', 'a refusal changes nothing');
ROLLBACK TO limited;
SELECT pg_temp.ask('tl_viktor', format('SELECT api.limit_set(gen_random_uuid(), ''account'', %L, ''EUR'', p_single => ''42.39'')', pg_temp.acc('cur'))) \g /dev/null
SELECT is(pg_temp.act('tl_vera', 'accept', :g), 'PD019 bulk', 'a limit looks at the whole file with its fee');
SELECT is(pg_temp.told('tl_vera', format('SELECT api.bulk_accept_preview(%s)', :g)), 'PD019 bulk', 'the preview says so too');
ROLLBACK TO limited;
SELECT is(pg_temp.act('tl_vera', 'accept', :g), 'done', 'accepted');
SELECT is(pg_temp.act('tl_viktor', 'accept', :g), 'PD029 bulk', 'once');
SELECT is(pg_temp.held('cur'), 4240::bigint, 'its money is kept');
SELECT is(pg_temp.refused(pg_temp.leg('cur', -95761), pg_temp.leg('bas', 95761)), 'PD018 account', 'and nobody else gets it');
SELECT is(pg_temp.told('tl_viktor', format('SELECT api.account_hold_release(gen_random_uuid(), %s, ''x'')', (SELECT reservation FROM pd.bulk WHERE id = :g))), 'PD004 hold', 'nor is it set free by hand');
SELECT is(pg_temp.bad(), '', 'proved');

-- Posting: chunk by chunk, payees judged at their turn, the fee at the end.
SELECT is(pg_temp.told('tl_tina', format('SELECT api.bulk_post(gen_random_uuid(), %s, 0)', :g)), 'PD001 limit', 'no such chunk');
SELECT gen_random_uuid() AS post \gset
SELECT is(pg_temp.ask('tl_tina', format('SELECT api.bulk_post(%L, %s, 1)', :'post', :g))::jsonb ->> 'posted', '1', 'one line');
SELECT is(pg_temp.ask('tl_tina', format('SELECT api.bulk_post(%L, %s, 1)', :'post', :g))::jsonb - 'replayed' @> '{"posted": 1, "finished": false}', true, 'asked again');
SELECT is(pg_temp.journals(), 1::bigint, 'is not posted again');
SELECT is(pg_temp.held('cur'), 3240::bigint, 'the rest is kept');
SELECT is(pg_temp.act('tl_tina', 'cancel', :g), 'PD029 bulk', 'too late to cancel');
SAVEPOINT chunk;
SELECT pg_temp.ask('tl_vera', format('SELECT api.account_block(gen_random_uuid(), %L, ''debits'', ''Test'')', pg_temp.acc('cur'))) \g /dev/null
SELECT is(pg_temp.act('tl_tina', 'post', :g), 'PD014 payer', 'a blocked payer stops it');
ROLLBACK TO chunk;
SELECT pg_temp.ask('tl_vera', format('SELECT api.account_block(gen_random_uuid(), %L, ''credits'', ''Test'')', pg_temp.acc('bas'))) \g /dev/null
SELECT is(pg_temp.ask('tl_tina', format('SELECT api.bulk_post(gen_random_uuid(), %s, 2)', :g))::jsonb @> '{"posted": 1, "refused_lines": 2}', true, 'a blocked payee is refused, the file goes on');
SELECT is(pg_temp.held('cur'), 1240::bigint, 'what is refused is free');
SELECT pg_temp.ask('tl_vera', format('SELECT api.account_unblock(gen_random_uuid(), %L, ''credits'', ''Test'')', pg_temp.acc('bas'))) \g /dev/null
SELECT is(pg_temp.bad(), '', 'proved in between');
SELECT is(pg_temp.ask('tl_tina', format('SELECT api.bulk_post(gen_random_uuid(), %s)', :g))::jsonb @> '{"posted": 2, "refused_lines": 2, "finished": true, "state": "posted", "posted_amount_minor": 2000, "fee_minor": 240}', true, 'the end');
SELECT is(pg_temp.states(:g), 'posted, refused PD014 account, refused PD014 account, posted', 'its lines');
SELECT is(ARRAY[pg_temp.bal('cur'), pg_temp.bal('bas'), pg_temp.held('cur')], ARRAY[97760, 52000, 0]::bigint[], 'payer, payee, nothing kept');
SELECT is(pg_temp.journals(), 3::bigint, 'two payments and the fee');
SELECT is((SELECT string_agg(DISTINCT j.text, ', ') FROM pd.journal j WHERE j.operation = 'bulk.payment'), format('Bulk %s, 2 payments, Salary R1, Salary R4', :g), 'with text and reference');
SELECT is(pg_temp.ask('tl_tina', format('SELECT string_agg(receipt, '' '') FROM api.bulk_lines(%s, ''posted'')', :g)),
          (SELECT string_agg(pd.receipt_number(1::smallint, j.id), ' ' ORDER BY j.id) FROM pd.journal j WHERE j.operation = 'bulk.payment' AND j.text LIKE 'Salary%'), 'each with its receipt');
SELECT is(pg_temp.ask('tl_tina', format('SELECT api.bulk_post(gen_random_uuid(), %s)', :g))::jsonb @> '{"posted": 2, "finished": true}', true, 'posting again says so');
SELECT is(pg_temp.journals(), 3::bigint, 'and posts nothing');

-- A file of which nothing could be paid costs nothing; one line of it or all in one chunk, it comes to its end.
SELECT pg_temp.load('refused', pg_temp.good(2, 100)) AS r \gset
SELECT pg_temp.act('tl_vera', 'accept', :r), pg_temp.ask('tl_vera', format('SELECT api.account_block(gen_random_uuid(), %L, ''credits'', ''Test'')', pg_temp.acc('bas'))) \g /dev/null
SELECT is(pg_temp.ask('tl_tina', format('SELECT api.bulk_post(gen_random_uuid(), %s)', :r))::jsonb @> '{"posted": 0, "refused_lines": 2, "finished": true, "fee_minor": 0}', true, 'nothing posted, no fee');
SELECT is(ARRAY[pg_temp.bal('cur'), pg_temp.held('cur')], ARRAY[97760, 0]::bigint[], 'nothing taken, nothing kept');
SELECT pg_temp.ask('tl_vera', format('SELECT api.account_unblock(gen_random_uuid(), %L, ''credits'', ''Test'')', pg_temp.acc('bas'))) \g /dev/null

-- The worker: what is due, and what a terminal left behind; not what waits for a person.
SELECT pg_temp.load('later', pg_temp.good(3, 100), 'cur', format(', p_execution_date => %L', pg_temp.today() + 3)) AS l \gset
SELECT pg_temp.load('asks for a past day', pg_temp.good(3, 100), 'cur', format(', p_requested_date => %L', pg_temp.today() - 3)) AS p \gset
SELECT is((SELECT execution_date FROM pd.bulk WHERE id = :p), NULL, 'a past day in the file is no day');
SELECT pg_temp.act('tl_vera', 'accept', :l), pg_temp.act('tl_vera', 'accept', :p) \g /dev/null
SELECT is(pg_temp.act('tl_tina', 'post', :l), 'PD029 bulk', 'not before its day');
SELECT is(pd.job_bulk(100), 0, 'nor by the worker; what has no day waits for a person');
SELECT pg_temp.act('tl_tina', 'post', :p, ', 1') \g /dev/null
SELECT is(pd.job_bulk(100), 0, 'somebody is at it');
UPDATE pd.bulk SET touched_at = touched_at - interval '2 minutes' WHERE id = :p;
SELECT is(ARRAY[pd.job_bulk(1), pd.job_bulk(1), pd.job_bulk(1)], ARRAY[1, 0, 0], 'left behind: taken on, a chunk at a time');
UPDATE pd.bulk SET touched_at = touched_at - interval '2 minutes' WHERE id = :p;
SELECT is(ARRAY[pd.job_bulk(100), pd.job_bulk(100)], ARRAY[1, 0], 'to the end');
SELECT is(pg_temp.bulk(:p), 'posted 3 lines 0 bad 3 posted 0 refused', 'posted');
UPDATE pd.ledger SET business_date = business_date + 3 WHERE id = 1;
SELECT pg_temp.ask('tl_vera', format('SELECT api.account_block(gen_random_uuid(), %L, ''debits'', ''Test'')', pg_temp.acc('cur'))) \g /dev/null
SELECT is(pd.job_bulk(100), 0, 'its day, but the payer is blocked');
SELECT alike(pg_temp.ask('tl_tina', format('SELECT hindrance FROM api.bulk_view(%s)', :l)), '%is blocked%', 'which is told');
SELECT pg_temp.ask('tl_vera', format('SELECT api.account_unblock(gen_random_uuid(), %L, ''debits'', ''Test'')', pg_temp.acc('cur'))) \g /dev/null
SELECT is(pd.job_bulk(100), 0, 'not tried again at once');
UPDATE pd.bulk SET touched_at = touched_at - interval '20 minutes' WHERE id = :l;
SELECT is(ARRAY[pd.job_bulk(100), pd.job_bulk(100)], ARRAY[3, 0], 'but later, in one go');
SELECT is(pg_temp.bulk(:l), 'posted 3 lines 0 bad 3 posted 0 refused', 'posted');
SELECT is((SELECT count(*) FROM pd.job WHERE name = 'bulk'), 1::bigint, 'the worker knows the job');

-- Looking.
SELECT is(pg_temp.ask('tl_sam', 'SELECT string_agg(bulk::text, '' '') FROM api.bulk_list(p_state => ''posted'')'), concat_ws(' ', :p, :l, :r, :g), 'the list, newest first') WHERE :p > :l
UNION ALL
SELECT is(pg_temp.ask('tl_sam', 'SELECT string_agg(bulk::text, '' '') FROM api.bulk_list(p_state => ''posted'')'), concat_ws(' ', :l, :p, :r, :g), 'the list, newest first') WHERE :p < :l;
SELECT is(pg_temp.ask('tl_sam', format('SELECT string_agg(bulk::text, '' '') FROM api.bulk_list(''posted'', %s, 1)', :r)), :g::text, 'the next page');
SELECT is(pg_temp.told('tl_sam', 'SELECT api.bulk_view(0)'), 'PD012 bulk', 'no such bulk');
SELECT is(pg_temp.bad(), '', 'proved at the end');

-- The proof finds damage.
SAVEPOINT damage;
UPDATE pd.bulk_line SET state = 'good', journal = NULL WHERE bulk = :l AND place = 2;
SELECT is(pg_temp.bad(), 'bulk lines are posted once: 1; bulk files count their lines: 1', 'a line that forgot its journal');
ROLLBACK TO damage;
UPDATE pd.bulk_line SET journal = (SELECT journal FROM pd.bulk_line WHERE bulk = :l AND place = 1) WHERE bulk = :l AND place = 2;
SELECT is(pg_temp.bad(), 'bulk lines are posted once: 1', 'two lines of one journal');
ROLLBACK TO damage;
UPDATE pd.bulk_line SET amount = amount + 1 WHERE bulk = :l AND place = 2;
SELECT is(pg_temp.bad(), 'bulk lines are posted once: 2; bulk files count their lines: 1', 'another amount than was posted');
ROLLBACK TO damage;
UPDATE pd.bulk SET posted = posted - 1 WHERE id = :l;
SELECT is(pg_temp.bad(), 'bulk files count their lines: 1', 'a wrong count');

SELECT * FROM finish();
ROLLBACK;
