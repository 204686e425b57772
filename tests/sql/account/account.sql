-- SPDX-License-Identifier: Apache-2.0
--
-- account.open, change, view, list, block, unblock, close.
BEGIN;
\ir ../ledger/bank.psql
SELECT plan(63);

-- Open.
CREATE FUNCTION pg_temp.opened(p_customer text, p_product text, p_currency text, p_name text DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.told('tl_tina', format('SELECT api.account_open(%L, %L, %L, %L, %L)', gen_random_uuid(), p_customer, p_product, p_currency, p_name))
$$;
SELECT is(pg_temp.opened(:'ada', 'savings', 'EUR', 'Holiday'), 'done', 'open');
SELECT is(pg_temp.opened(:'ada', 'gold', 'EUR'), 'PD001 product', 'no such product');
SELECT is(pg_temp.opened(:'ada', NULL, 'EUR'), 'PD001 product', 'no product');
SELECT is(pg_temp.opened(:'ada', 'basic', 'EURO'), 'PD001 currency', 'no such currency');
SELECT is(pg_temp.opened(:'ada', 'basic', 'XAU'), 'PD001 currency', 'gold has no minor unit');
SELECT is(pg_temp.opened(:'ada', 'basic', NULL), 'PD001 currency', 'no currency');
SELECT is(pg_temp.opened(:'ada', 'basic', 'EUR', repeat('x', 71)), 'PD001 name', 'a name too long');
SELECT is(pg_temp.opened('99999999', 'basic', 'EUR'), 'PD012 customer', 'nobody''s');
SELECT is(pg_temp.opened(:'ada', 'business', 'EUR'), 'PD001 product', 'a business account for a person');
SELECT is(pg_temp.opened(:'probe', 'savings', 'EUR'), 'PD001 product', 'a savings account for a business');
INSERT INTO pd.product (code, name, currency) VALUES ('dollar', 'Dollar account', 840);
SELECT is(pg_temp.opened(:'ada', 'dollar', 'EUR'), 'PD015 currency', 'a product of one currency');
SELECT is(pg_temp.opened(:'ada', 'dollar', 'usd'), 'done', 'its own currency');
UPDATE pd.customer SET status = 'closed' WHERE number = :'probe';
SELECT is(pg_temp.opened(:'probe', 'basic', 'EUR'), 'PD029 customer', 'a customer who left');
UPDATE pd.customer SET status = 'active' WHERE number = :'probe';
SELECT ok(pg_temp.acc('cur') ~ '^[0-9]{10}$' AND pg_temp.acc('cur')::numeric % 97 = 1, 'ten digits with check digits');

-- View.
SELECT is(pg_temp.ask('tl_sam', format($$SELECT concat_ws('|', number, customer, holder, name, product, currency, balance_minor, available_minor, held_minor,
              overdraft_minor, status, blocks, opened IS NOT NULL, last_entry = opened) FROM api.account_view(%L)$$, pg_temp.acc('cur'))),
          format('%s|%s|Ada Example|Current account|current|EUR|100000|100000|0|0|open||t|t', pg_temp.acc('cur'), :'ada'), 'view');
SELECT is(pg_temp.told('tl_sam', $$SELECT number FROM api.account_view('1')$$), 'PD012 account', 'view of none');
SELECT is(pg_temp.told('tl_sam', $$SELECT number FROM api.account_view('a;b')$$), 'PD001 account', 'view of nonsense');
SELECT is(pg_temp.told('tl_sam', $$SELECT number FROM api.account_view('DRAWER-tl_tina-EUR')$$), 'PD004 account', 'support and a drawer');
SELECT is(pg_temp.told('tl_tom', $$SELECT number FROM api.account_view('DRAWER-tl_tina-EUR')$$), 'PD004 account', 'a colleague''s drawer');
SELECT is(pg_temp.ask('tl_tina', $$SELECT balance_minor FROM api.account_view('DRAWER-tl_tina-EUR')$$), '1000000', 'her own drawer, cash is positive');
SELECT is(pg_temp.ask('tl_vera', $$SELECT balance_minor FROM api.account_view('GL-3010-EUR')$$), '1000000', 'a supervisor and the bank''s own account');
SELECT is(pg_temp.told('tl_tina', $$SELECT number FROM api.account_view('GL-3010-EUR')$$), 'PD004 account', 'a teller and the bank''s own account');

-- List, in pages.
SELECT is(pg_temp.ask('tl_sam', format($$SELECT string_agg(number || ' ' || currency || ' ' || balance_minor, ', ') FROM api.account_list(%L, NULL, 3)$$, :'ada')),
          format('%s EUR 100000, %s EUR 50000, %s USD 10000', pg_temp.acc('cur'), pg_temp.acc('bas'), pg_temp.acc('usd')), 'list');
SELECT is(pg_temp.ask('tl_sam', format($$SELECT string_agg(product || role, ', ') FROM api.account_list(%L, %L)$$, :'ada', pg_temp.acc('usd'))),
          'basicowner, basicowner, savingsowner, dollarowner', 'the next page');
SELECT is(pg_temp.told('tl_sam', $$SELECT number FROM api.account_list('99999999')$$), 'PD012 customer', 'list of nobody');
SELECT is(pg_temp.told('tl_sam', format($$SELECT number FROM api.account_list(%L, '99')$$, :'ada')), 'PD012 after', 'after none');

-- Change.
CREATE FUNCTION pg_temp.changed(p_account text, p_name text, p_overdraft text) RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.told('tl_vera', format('SELECT api.account_change(%L, %L, %L, %L)', gen_random_uuid(), p_account, p_name, p_overdraft))
$$;
SELECT is(pg_temp.changed(pg_temp.acc('cur'), 'Travel', '500.00'), 'done', 'name and overdraft');
SELECT is((SELECT a.name || ' ' || a.overdraft || ' ' || a.available FROM pd.account_now a WHERE a.id = pg_temp.acc_id('cur')), 'Travel 50000 150000', 'are set');
SELECT is(pg_temp.changed(pg_temp.acc('cur'), NULL, '0'), 'done', 'no overdraft');
SELECT is(pg_temp.changed(pg_temp.acc('cur'), NULL, NULL), 'PD001 name', 'nothing to change');
SELECT is(pg_temp.changed(pg_temp.acc('cur'), NULL, '-5'), 'PD001 overdraft', 'negative');
SELECT is(pg_temp.changed(pg_temp.acc('cur'), NULL, '5.001'), 'PD001 overdraft', 'too many decimals');
SELECT is(pg_temp.changed(pg_temp.acc('cur'), NULL, '5 USD'), 'PD015 overdraft', 'another currency');
SELECT is(pg_temp.changed(pg_temp.acc('cur'), NULL, '1000000.01'), 'PD019 overdraft', 'more than the product allows');
SELECT is(pg_temp.changed(pg_temp.acc('bas'), NULL, '1'), 'PD019 overdraft', 'a product without');
SELECT is(pg_temp.changed('1', 'x', NULL), 'PD012 account', 'none');
SELECT is(pg_temp.changed('DRAWER-tl_tina-EUR', 'x', NULL), 'PD012 account', 'a drawer is no customer''s account');
SELECT pg_temp.changed(pg_temp.acc('cur'), NULL, '100') \g /dev/null
SELECT pg_temp.post(pg_temp.leg('cur', -105000), pg_temp.leg('bas', 105000)) \g /dev/null
SELECT is(pg_temp.changed(pg_temp.acc('cur'), NULL, '49.99'), 'PD018 overdraft', 'what is used cannot be taken away');
SELECT is(pg_temp.changed(pg_temp.acc('cur'), NULL, '50.00'), 'done', 'the rest can');
SELECT is(pg_temp.told('tl_tina', format($$SELECT api.account_change(%L, %L, 'x')$$, pg_temp.req(), pg_temp.acc('cur'))), 'PD004', 'not a teller');

-- Block and unblock.
CREATE FUNCTION pg_temp.block(p_verb text, p_account text, p_what text, p_reason text DEFAULT 'Because') RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.told('tl_vera', format('SELECT api.account_%s(%L, %L, %L, %L)', p_verb, gen_random_uuid(), p_account, p_what, p_reason))
$$;
SELECT is(pg_temp.block('block', pg_temp.acc('bas'), 'debits', 'Card lost'), 'done', 'block debits');
SELECT is(pg_temp.ask('tl_sam', format('SELECT blocks || '': '' || block_reason FROM api.account_view(%L)', pg_temp.acc('bas'))), 'debits: Card lost', 'and why');
SELECT is(pg_temp.block('block', pg_temp.acc('bas'), 'debits'), 'PD029 what', 'once more');
SELECT is(pg_temp.block('block', pg_temp.acc('bas'), 'both'), 'done', 'credits too');
SELECT is(pg_temp.block('unblock', pg_temp.acc('bas'), 'debits'), 'done', 'unblock debits');
SELECT is((SELECT pd.blocks_text(flags) FROM pd.balance WHERE account = pg_temp.acc_id('bas')), 'credits', 'credits stay');
SELECT is(pg_temp.block('unblock', pg_temp.acc('bas'), 'debits'), 'PD029 what', 'unblock once more');
SELECT is(pg_temp.block('unblock', pg_temp.acc('bas'), 'both'), 'done', 'unblock what is left');
SELECT is(pg_temp.block('block', pg_temp.acc('bas'), 'all'), 'PD001 what', 'what is all');
SELECT is(pg_temp.block('block', pg_temp.acc('bas'), 'both', ' '), 'PD001 reason', 'no reason');
SELECT is(pg_temp.block('block', pg_temp.acc('bas'), 'both', repeat('x', 501)), 'PD001 reason', 'a reason too long');
SELECT is(pg_temp.block('block', '1', 'both'), 'PD012 account', 'none');
SELECT is(pg_temp.told('tl_tom', format($$SELECT api.account_block(%L, '1', 'both', 'x')$$, pg_temp.req())), 'PD004', 'not a teller');

-- Close.
CREATE FUNCTION pg_temp.closed(p_account text, p_reason text DEFAULT 'Moves away') RETURNS text LANGUAGE sql AS $$
    SELECT pg_temp.told('tl_vera', format('SELECT api.account_close(%L, %L, %L)', gen_random_uuid(), p_account, p_reason))
$$;
SELECT is(pg_temp.closed(pg_temp.acc('bas')), 'PD026 account', 'not with money');
SELECT is(pg_temp.closed(pg_temp.acc('cur')), 'PD026 account', 'not overdrawn');
SELECT pd.reservation_add(1::smallint, pg_temp.acc_id('nil'), -1, 'hold', 1, NULL) \g /dev/null
SELECT is(pg_temp.closed(pg_temp.acc('nil')), 'PD026 account', 'not with something held');
SELECT pd.reservation_free(1::smallint, pg_temp.acc_id('nil'), -1, 1) \g /dev/null
SELECT is(pg_temp.closed(pg_temp.acc('nil'), NULL), 'PD001 reason', 'not without a reason');
SELECT is(pg_temp.closed(pg_temp.acc('nil')), 'done', 'at zero');
SELECT is(pg_temp.closed(pg_temp.acc('nil')), 'PD013 account', 'once');
SELECT is(pg_temp.block('block', pg_temp.acc('nil'), 'both'), 'PD013 account', 'then there is nothing to block');
SELECT is(pg_temp.changed(pg_temp.acc('nil'), 'x', NULL), 'PD013 account', 'or to change');
SELECT is(pg_temp.ask('tl_sam', format('SELECT status || '' '' || (closed = opened) FROM api.account_view(%L)', pg_temp.acc('nil'))), 'closed true', 'it is still seen');
SELECT is(pg_temp.bad(), '', 'the books prove');
SELECT finish();
ROLLBACK;
