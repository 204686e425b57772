-- SPDX-License-Identifier: Apache-2.0
--
-- Who may do what. Every operation stands here once, with the roles that may do it; an operation that is
-- not here is refused to everybody. Written anew by each deploy, so this file is the whole truth.
--
--   teller         serves customers: opens, takes and pays cash, transfers
--   support        answers customers: looks, and blocks an account in an emergency
--   supervisor     decides: unblocks, changes limits, closes, reads the books
--   administrator  keeps the list of people; sees no customer
--   auditor        sees everything, changes nothing

DELETE FROM pd.role_operation;

INSERT INTO pd.role_operation (role, operation)
SELECT unnest(v.roles), v.operation
  FROM (VALUES
    -- of everybody, for himself
    ('staff.sign_in',         ARRAY['teller', 'support', 'supervisor', 'administrator', 'auditor']),
    ('staff.sign_out',        ARRAY['teller', 'support', 'supervisor', 'administrator', 'auditor']),
    ('staff.session',         ARRAY['teller', 'support', 'supervisor', 'administrator', 'auditor']),
    ('staff.change_password', ARRAY['teller', 'support', 'supervisor', 'administrator', 'auditor']),
    ('staff.enrol',           ARRAY['teller', 'support', 'supervisor', 'administrator', 'auditor']),
    ('staff.unlock_screen',   ARRAY['teller', 'support', 'supervisor', 'administrator', 'auditor']),
    ('request.view',          ARRAY['teller', 'support', 'supervisor', 'administrator', 'auditor']),
    -- people
    ('staff.list',            ARRAY['administrator']),
    ('staff.create',          ARRAY['administrator']),
    ('staff.disable',         ARRAY['administrator']),
    ('staff.enable',          ARRAY['administrator']),
    ('staff.reset',           ARRAY['administrator']),
    -- customers
    ('customer.find',         ARRAY['teller', 'support', 'supervisor', 'auditor']),
    ('customer.view',         ARRAY['teller', 'support', 'supervisor', 'auditor']),
    ('customer.open',         ARRAY['teller', 'supervisor']),
    ('customer.change',       ARRAY['teller', 'supervisor']),
    -- accounts
    ('account.view',          ARRAY['teller', 'support', 'supervisor', 'auditor']),
    ('account.list',          ARRAY['teller', 'support', 'supervisor', 'auditor']),
    ('account.statement',     ARRAY['teller', 'support', 'supervisor', 'auditor']),
    ('account.turnover',      ARRAY['teller', 'support', 'supervisor', 'auditor']),
    ('account.balance_at',    ARRAY['teller', 'support', 'supervisor', 'auditor']),
    ('account.open',          ARRAY['teller', 'supervisor']),
    ('account.change',        ARRAY['supervisor']),
    ('account.block',         ARRAY['support', 'supervisor']),
    ('account.unblock',       ARRAY['supervisor']),
    ('account.close',         ARRAY['supervisor']),
    ('account.hold.place',    ARRAY['teller', 'support', 'supervisor']),
    ('account.hold.extend',   ARRAY['teller', 'support', 'supervisor']),
    ('account.hold.reduce',   ARRAY['support', 'supervisor']),
    ('account.hold.release',  ARRAY['support', 'supervisor']),
    ('account.hold.capture',  ARRAY['supervisor']),
    ('account.hold.list',     ARRAY['teller', 'support', 'supervisor', 'auditor']),
    ('account.hold.view',     ARRAY['teller', 'support', 'supervisor', 'auditor']),
    -- limits
    ('limit.set',             ARRAY['supervisor']),
    ('limit.remove',          ARRAY['supervisor']),
    ('limit.list',            ARRAY['supervisor', 'auditor']),
    -- money
    ('cash.deposit',          ARRAY['teller']),
    ('cash.withdraw',         ARRAY['teller']),
    ('payment.transfer',      ARRAY['teller', 'supervisor']),
    ('payment.schedule',      ARRAY['teller', 'supervisor']),
    ('order.create',          ARRAY['teller', 'supervisor']),
    ('order.change',          ARRAY['teller', 'supervisor']),
    ('order.pause',           ARRAY['teller', 'supervisor']),
    ('order.resume',          ARRAY['teller', 'supervisor']),
    ('order.cancel',          ARRAY['teller', 'supervisor']),
    ('order.view',            ARRAY['teller', 'support', 'supervisor', 'auditor']),
    ('order.list',            ARRAY['teller', 'support', 'supervisor', 'auditor']),
    ('order.executions',      ARRAY['teller', 'support', 'supervisor', 'auditor']),
    ('order.failures',        ARRAY['teller', 'support', 'supervisor', 'auditor']),
    ('payment.reverse',       ARRAY['teller', 'supervisor']),
    ('payment.correct',       ARRAY['supervisor']),
    ('bulk.load',             ARRAY['teller', 'supervisor']),
    ('bulk.view',             ARRAY['teller', 'support', 'supervisor', 'auditor']),
    ('bulk.lines',            ARRAY['teller', 'support', 'supervisor', 'auditor']),
    ('bulk.list',             ARRAY['teller', 'support', 'supervisor', 'auditor']),
    ('bulk.accept',           ARRAY['supervisor']),
    ('bulk.post',             ARRAY['teller', 'supervisor']),
    ('bulk.cancel',           ARRAY['teller', 'supervisor']),
    ('receipt.view',          ARRAY['teller', 'support', 'supervisor', 'auditor']),
    ('receipt.links',         ARRAY['teller', 'support', 'supervisor', 'auditor']),
    ('receipt.copy',          ARRAY['teller', 'supervisor']),
    -- the calendar
    ('calendar.list',         ARRAY['teller', 'support', 'supervisor', 'auditor']),
    ('calendar.add',          ARRAY['supervisor']),
    ('calendar.remove',       ARRAY['supervisor']),
    -- the tariff and the periods
    ('fee.list',              ARRAY['teller', 'support', 'supervisor', 'administrator', 'auditor']),
    ('fee.quote',             ARRAY['teller', 'support', 'supervisor', 'auditor']),
    ('fee.set',               ARRAY['supervisor', 'administrator']),
    ('fee.waive',             ARRAY['supervisor']),
    ('period.view',           ARRAY['teller', 'supervisor', 'auditor']),
    ('period.close',          ARRAY['supervisor']),
    -- interest and statement fees
    ('interest.terms',        ARRAY['teller', 'support', 'supervisor', 'auditor']),
    ('interest.view',         ARRAY['teller', 'support', 'supervisor', 'auditor']),
    ('interest.term_set',     ARRAY['supervisor']),
    ('interest.accrue',       ARRAY['supervisor']),
    ('interest.due',          ARRAY['supervisor', 'auditor']),
    ('interest.post',         ARRAY['supervisor']),
    ('interest.settle',       ARRAY['supervisor']),
    ('fee.due',               ARRAY['supervisor', 'auditor']),
    ('fee.run',               ARRAY['supervisor']),
    -- foreign currency
    ('exchange.buy',          ARRAY['teller']),
    ('exchange.sell',         ARRAY['teller']),
    ('exchange.rates',        ARRAY['teller', 'support', 'supervisor', 'auditor']),
    ('exchange.rate_set',     ARRAY['supervisor']),
    ('exchange.position',     ARRAY['supervisor', 'auditor']),
    ('exchange.revalue',      ARRAY['supervisor']),
    -- the desk
    ('desk.search',           ARRAY['teller', 'support', 'supervisor', 'auditor']),
    ('desk.today',            ARRAY['teller', 'support', 'supervisor', 'auditor']),
    ('drawer.view',           ARRAY['teller', 'supervisor']),
    ('report.trial_balance',  ARRAY['supervisor', 'auditor']),
    ('report.proof',          ARRAY['supervisor', 'auditor'])
  ) AS v (operation, roles);
