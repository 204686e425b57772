// SPDX-License-Identifier: Apache-2.0
// The small bank the scenes show: wide and accented names, long ones, an account below zero, a
// closed one.
#include "screen/script.h"

static const char *const statement_columns =
    "seq|booked|value_date|at|operation|what|text|counterparty|amount_minor|balance_minor|currency|"
    "receipt";

static const char *const statement_rows =
    "6|2026-11-22|2026-11-22|2026-11-22 09:15:00+00|cash.deposit|principal|Cash paid "
    "in|DRAWER-tina-EUR|2500|123450|EUR|1-00000042\n"
    "5|2026-11-20|2026-11-20|2026-11-20 "
    "10:00:00+00|payment.transfer|fee|||-25|120950|EUR|1-00000037\n"
    "4|2026-11-20|2026-11-20|2026-11-20 10:00:00+00|payment.transfer|principal|Rent for "
    "December|1000000258|-45000|120975|EUR|1-00000037\n"
    "3|2026-11-12|2026-11-12|2026-11-12 08:00:00+00|payment.transfer|principal|山田太郎 "
    "お礼|1000000355|165000|165975|EUR|1-00000021\n"
    "2|2026-11-03|2026-11-03|2026-11-03 11:30:00+00|cash.withdraw|principal|Cash paid "
    "out|DRAWER-tom-EUR|-5000|975|EUR|1-00000012\n"
    "1|2026-11-01|2026-11-01|2026-11-01 "
    "09:00:00+00|cash.deposit|principal|Opening|DRAWER-tina-EUR|5975|5975|EUR|1-00000001\n";

static const char *const preview_json =
    "{\"entries\":["
    "{\"account\":\"DRAWER-tina-EUR\",\"name\":\"Drawer of "
    "tina\",\"what\":\"principal\",\"debit_minor\":2500,\"credit_minor\":null,"
    "\"balance_after_minor\":1002500,\"currency\":\"EUR\"},"
    "{\"account\":\"1000000161\",\"name\":\"Anna "
    "Nováková\",\"what\":\"principal\",\"debit_minor\":null,\"credit_minor\":2500,"
    "\"balance_after_minor\":125950,\"currency\":\"EUR\"}],"
    "\"fee_minor\":0,\"total_minor\":2500,\"currency\":\"EUR\"}";

static const char *const transfer_preview_json =
    "{\"entries\":["
    "{\"account\":\"1000000161\",\"name\":\"Anna "
    "Nováková\",\"what\":\"principal\",\"debit_minor\":45000,\"credit_minor\":null,"
    "\"balance_after_minor\":78450,\"currency\":\"EUR\"},"
    "{\"account\":\"1000000258\",\"name\":\"山田太郎\",\"what\":\"principal\",\"debit_minor\":null,"
    "\"credit_minor\":45000,"
    "\"balance_after_minor\":-1200,\"currency\":\"EUR\"},"
    "{\"account\":\"1000000161\",\"name\":\"Anna "
    "Nováková\",\"what\":\"fee\",\"debit_minor\":25,\"credit_minor\":null,"
    "\"balance_after_minor\":78425,\"currency\":\"EUR\"},"
    "{\"account\":\"GL-4010-EUR\",\"name\":\"Fee "
    "income\",\"what\":\"fee\",\"debit_minor\":null,\"credit_minor\":25,"
    "\"balance_after_minor\":3025,\"currency\":\"EUR\"}],"
    "\"fee_minor\":25,\"total_minor\":45025,\"currency\":\"EUR\"}";

static const char *const deposit_json =
    "{\"receipt\":\"1-00000043\",\"posted_at\":\"2026-11-22T14:05:00+00:00\",\"business_date\":"
    "\"2026-11-22\",\"amount_minor\":2500,"
    "\"fee_minor\":0,\"balance_minor\":125950,\"drawer_balance_minor\":1002500,\"currency\":"
    "\"EUR\","
    "\"request\":\"01890a5d-ac96-774b-bcce-b302099a8057\",\"replayed\":false}";

static const char *const receipt_json =
    "{\"receipt\":\"1-00000043\",\"ledger_code\":\"MAIN\",\"ledger_name\":\"Main "
    "Street\",\"operation\":\"cash.deposit\","
    "\"posted_at\":\"2026-11-22T14:05:00.25+00:00\",\"business_date\":\"2026-11-22\",\"value_"
    "date\":\"2026-11-22\","
    "\"teller\":\"tina\",\"teller_name\":\"Tina Teller\",\"text\":\"Cash paid "
    "in\",\"partner\":null,\"copies\":0,"
    "\"account\":\"1000000161\",\"amount_minor\":2500,\"fee_minor\":0,\"currency\":\"EUR\","
    "\"entries\":["
    "{\"account\":\"DRAWER-tina-EUR\",\"name\":\"Drawer of "
    "tina\",\"what\":\"principal\",\"debit_minor\":2500,\"credit_minor\":null,"
    "\"currency\":\"EUR\"},"
    "{\"account\":\"1000000161\",\"name\":\"A*** "
    "N***\",\"what\":\"principal\",\"debit_minor\":null,\"credit_minor\":2500,"
    "\"currency\":\"EUR\"}]}";

static const char *const account_json =
    "{\"number\":\"1000000161\",\"holder\":\"Anna "
    "Nováková\",\"customer\":\"10000015\",\"name\":\"Household\",\"product\":\"current\","
    "\"currency\":\"EUR\",\"balance_minor\":123450,\"available_minor\":173450,\"held_minor\":0,"
    "\"overdraft_minor\":50000,"
    "\"status\":\"open\",\"blocks\":\"\",\"opened\":\"2026-11-01\",\"last_entry\":\"2026-11-22\"}";

static const char *const customer_json =
    "{\"number\":\"10000015\",\"name\":\"Anna "
    "Nováková\",\"kind\":\"person\",\"status\":\"active\",\"since\":\"2024-02-29\","
    "\"born\":\"1986-04-21\",\"phone\":\"420777123456\",\"email\":\"anna@example.org\",\"street\":"
    "\"Dlouhá 12\","
    "\"postcode\":\"110 "
    "00\",\"city\":\"Praha\",\"country\":\"CZ\",\"document_type\":\"passport\",\"document_number\":"
    "\"P1234567\","
    "\"document_country\":\"CZ\",\"document_expires\":\"2034-05-01\",\"consent_marketing\":false,"
    "\"accounts\":2}";

static void give_lists(Script *script)
{
    script_give(
        script,
        (ScriptAnswer){
            .operation = "desk.today",
            .columns = "receipt|at|operation|account|amount_minor|currency",
            .rows = "1-00000042|2026-11-22 09:15:00+00|cash.deposit|1000000161|2500|EUR\n"
                    "1-00000041|2026-11-22 09:02:00+00|payment.transfer|1000000258|45000|EUR\n"
                    "1-00000040|2026-11-22 08:47:00+00|cash.withdraw|1000000355|1200000|JPY\n"});
    script_give(script, (ScriptAnswer){.operation = "account.statement",
                                       .columns = statement_columns,
                                       .rows = statement_rows});
    script_give(
        script,
        (ScriptAnswer){
            .operation = "account.list",
            .columns = "number|name|product|currency|balance_minor|available_minor|status|blocks",
            .rows = "1000000161|Household|current|EUR|123450|173450|open|\n"
                    "1000000452|Old savings|savings|EUR|0|0|closed|\n"
                    "1000000549|Travel|basic|JPY|-1200|0|open|debits\n"});
    script_give(
        script,
        (ScriptAnswer){.operation = "report.trial_balance",
                       .columns = "gl|name|currency|debit_minor|credit_minor",
                       .rows = "1010|Vault cash|EUR|5000000|0\n1020|Teller drawers|EUR|2000000|0\n"
                               "2010|Customer deposits|EUR|0|6999975\n4010|Fee income|EUR|0|25\n"});
    script_give(script,
                (ScriptAnswer){.operation = "staff.list",
                               .columns = "name|full_name|role|active|enrolled|last_login",
                               .rows = "tina|Tina Teller|teller|t|t|2026-11-22 08:00:00+00\n"
                                       "tom|Tom Turner|teller|f|t|\n"});
}

static void give_search(Script *script)
{
    script_give(script,
                (ScriptAnswer){
                    .operation = "desk.search",
                    .columns = "kind|number|title|detail",
                    .rows = "customer|10000015|Anna Nováková|1986-04-21 · Praha · +420777123456\n"
                            "customer|10000112|Novák & Sons Ltd|Brno · +420541000111\n"
                            "customer|10000209|山田太郎|1979-01-30 · 東京\n"});
}

void script_give_bank(Script *script)
{
    give_lists(script);
    give_search(script);
    script_give(script,
                (ScriptAnswer){.operation = "staff.unlock_screen", .json = "{\"status\":\"ok\"}"});
    script_give(script, (ScriptAnswer){.operation = "account.view", .json = account_json});
    script_give(script, (ScriptAnswer){.operation = "customer.view", .json = customer_json});
    script_give(script, (ScriptAnswer){.operation = "receipt.view", .json = receipt_json});
    script_give(script, (ScriptAnswer){
                            .operation = "cash.deposit", .is_preview = true, .json = preview_json});
    script_give(script, (ScriptAnswer){.operation = "cash.deposit", .json = deposit_json});
    script_give(script, (ScriptAnswer){.operation = "payment.transfer",
                                       .is_preview = true,
                                       .json = transfer_preview_json});
    script_give(script, (ScriptAnswer){.operation = "payment.transfer", .json = deposit_json});
}
