#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Proves that the forms and the database speak of the same operations.

Each form calls one function of schema api that takes exactly the form's fields (p_<field>, of the SQL type that
the field's type stands for, and p_request for a change), asks for the form's own operation and answers what the
form shows; its preview takes the same without the request; its roles are those of pd.role_operation. The other
way round: every function of api and every operation in pd.role_operation belongs to a form. A form with a C flow
is held against the flow's row in src/app/app_hook.c, and the types in src/form/form_type.c against
forms/fields.md.

It reads the forms and the catalogue, so it covers what is added later without being edited.
"""
import glob
import json
import os
import re
import sys

import psycopg2

SOURCE = os.environ["PAYDESK_SOURCE"]
# What the C flows of signing in, changing a password and loading a bulk file need besides the call that their forms name.
WITHOUT_FORM = {"api.sign_in_parameters", "api.staff_password_salts", "api.bulk_stage", "api.bulk_check"}
# Refuses by itself, before there is a session that could be asked.
WITHOUT_CALLER = {"api.sign_in"}
# A column of the database may be of any of these types where the form shows one of that type.
SHOWN_AS = {"integer": {"smallint", "integer", "bigint"}, "date": {"date"}, "time": {"timestamp with time zone"},
            "yes_no": {"boolean"}, "list": {"text[]"}, "uuid": {"uuid"}}


class Tally:
    def __init__(self):
        self.count = 0
        self.faults = []

    def wanted(self, truth, what):
        self.count += 1
        if not truth:
            self.faults.append(what)
        return truth

    def same(self, got, expected, what):
        return self.wanted(got == expected, "%s: %s instead of %s" % (what, got, expected))


def read(*path):
    with open(os.path.join(SOURCE, *path), encoding="utf-8") as file:
        return file.read()


def load_forms(tally):
    forms = {}
    for path in sorted(glob.glob(os.path.join(SOURCE, "forms", "*.json"))):
        name = os.path.basename(path)
        if name == "form.schema.json":
            continue
        form = json.loads(read(path))
        tally.same(name, form["operation"] + ".json", "%s is named after its operation" % name)
        forms[form["operation"]] = form
    tally.wanted(len(forms) > 20, "there are forms")
    return forms


class Function:
    """A function of schema api: what goes in, what comes out."""

    def __init__(self, row):
        self.name, self.returns, self.is_set, self.source, names, types, modes = row
        modes = modes or ["i"] * len(types)
        names = names or [""] * len(types)
        self.arguments = {n: t for n, t, m in zip(names, types, modes) if m in ("i", "b", "v")}
        self.columns = {n: t for n, t, m in zip(names, types, modes) if m in ("o", "b", "t")}

    def operation(self):
        found = re.search(r"pd\.(?:caller|call_begin)\(\s*'([^']+)'", self.source)
        return found.group(1) if found else None


def load_functions(connection, tally):
    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT 'api.' || p.proname, format_type(p.prorettype, NULL), p.proretset, p.prosrc, p.proargnames::text[],
                   ARRAY(SELECT format_type(t, NULL)
                           FROM unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) WITH ORDINALITY u (t, at)
                          ORDER BY at),
                   p.proargmodes::text[]
              FROM pg_proc p
             WHERE p.pronamespace = 'api'::regnamespace
             ORDER BY 1""")
        rows = cursor.fetchall()
    functions = {row[0]: Function(row) for row in rows}
    tally.same(len(functions), len(rows), "no function of api has two shapes")
    tally.wanted(len(functions) > 20, "there are functions in api")
    return functions


def load_roles(connection):
    roles = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT operation, role FROM pd.role_operation")
        for operation, role in cursor.fetchall():
            roles.setdefault(operation, set()).add(role)
    return roles


def load_types(tally):
    """Field type -> SQL type, of the C table; the table for people must say the same."""
    coded = {name: (sql, most) for name, sql, most in
             re.findall(r'\{\{FORM_TYPE_\w+, "(\w+)", "(\w+)", (\d+),', read("src", "form", "form_type.c"))}
    written = {name: (sql, most) for name, sql, most in
               re.findall(r"^\| (\w+) \| (\w+) \| (\d+) \|", read("forms", "fields.md"), re.MULTILINE)}
    tally.wanted(len(coded) > 10, "src/form/form_type.c has types")
    tally.same(written, coded, "forms/fields.md tells the types of src/form/form_type.c")
    return {name: sql for name, (sql, _) in coded.items()}


def load_hooks(tally):
    """Hook -> function and argument names, of the table of C flows."""
    row = re.compile(r'\{"([a-z_.]+)",\s*"(api\.[a-z_]+)",\s*((?:"[^"]*"\s*)+),')
    hooks = {name: (function, "".join(re.findall(r'"([^"]*)"', names)).split())
             for name, function, names in row.findall(read("src", "app", "app_hook.c"))}
    tally.wanted(hooks, "src/app/app_hook.c has C flows")
    return hooks


def takes(sql_type, argument_type):
    # The only widening: an integer is a bigint without loss, and PostgreSQL does it by itself.
    return argument_type == sql_type or (sql_type, argument_type) == ("integer", "bigint")


def check_arguments(tally, form, function, types, with_request):
    expected = {"p_" + field["name"]: types.get(field["type"]) for field in form["fields"]}
    if with_request:
        expected["p_request"] = "uuid"
    what = "%s: the arguments of %s" % (form["operation"], function.name)
    if tally.same(sorted(function.arguments), sorted(expected), what):
        for name, sql_type in expected.items():
            tally.wanted(takes(sql_type, function.arguments[name]), "%s: %s is %s, the field %s"
                         % (what, name, function.arguments[name], sql_type))


def check_hook(tally, form, function, hooks):
    """The flow calls what the form names with all its arguments, and passes on what is no secret."""
    operation = form["operation"]
    if not tally.wanted(form["hook"] in hooks, "%s: there is no C flow %s" % (operation, form["hook"])):
        return
    calls, arguments = hooks[form["hook"]]
    tally.same(calls, form["calls"], "%s: the flow's function" % operation)
    tally.same(sorted(arguments), sorted(function.arguments), "%s: the flow's arguments" % operation)
    tally.same("p_request" in arguments, form["kind"] == "change", "%s: the flow sends the request" % operation)
    for field in form["fields"]:
        if field["type"] != "secret":
            tally.wanted("p_" + field["name"] in arguments, "%s: the flow sends %s" % (operation, field["name"]))


def check_answer(tally, form, function):
    operation, kind = form["operation"], form["kind"]
    if kind == "change":
        tally.same(function.returns, "jsonb", "%s: a change answers" % operation)
    tally.same(function.is_set and kind == "change", False, "%s: a change answers once" % operation)
    tally.wanted(kind != "list" or function.is_set, "%s: a list answers rows" % operation)
    # A hook makes a record of its own out of the answer, and what is inside JSON no catalogue tells.
    if function.columns and "hook" not in form:
        for column in form.get("columns", []) + form.get("shows", []):
            check_column(tally, operation, column, function.columns)


def check_column(tally, operation, column, columns):
    what = "%s: column %s (%s)" % (operation, column["name"], column["type"])
    if column["type"] == "money":
        tally.same(columns.get(column["name"] + "_minor"), "bigint", what)
        tally.same(columns.get(column.get("currency", "currency")), "text", what + " has a currency")
    else:
        tally.wanted(columns.get(column["name"]) in SHOWN_AS.get(column["type"], {"text"}),
                     "%s: is %s" % (what, columns.get(column["name"])))


def check_preview(tally, form, functions, types):
    operation = form["operation"]
    if not tally.wanted(form["preview"] in functions, "%s: there is no %s" % (operation, form["preview"])):
        return
    preview = functions[form["preview"]]
    check_arguments(tally, form, preview, types, False)
    tally.same(preview.operation(), operation, "%s: %s asks for" % (operation, preview.name))
    tally.same((preview.returns, preview.is_set), ("jsonb", False), "%s: %s answers" % (operation, preview.name))


def check_form(tally, form, functions, types, hooks):
    operation = form["operation"]
    if not tally.wanted(form["calls"] in functions, "%s: there is no %s" % (operation, form["calls"])):
        return
    function = functions[form["calls"]]
    for part in form["fields"] + form.get("columns", []) + form.get("shows", []):
        tally.wanted(part["type"] in types or part["type"] in SHOWN_AS, "%s: no type %s" % (operation, part["type"]))
    if "hook" in form:
        check_hook(tally, form, function, hooks)
    else:
        check_arguments(tally, form, function, types, form["kind"] == "change")
    if function.name not in WITHOUT_CALLER:
        tally.same(function.operation(), operation, "%s: %s asks for" % (operation, function.name))
    check_answer(tally, form, function)
    if "preview" in form:
        check_preview(tally, form, functions, types)


def check_other_way(tally, forms, functions, hooks, roles):
    """Nothing that a person can reach stands without a form."""
    named = {form[key] for form in forms.values() for key in ("calls", "preview") if key in form}
    tally.same(sorted(set(functions) - named), sorted(WITHOUT_FORM), "functions of api without a form")
    tally.same(sorted(roles), sorted(forms), "the operations of pd.role_operation")
    tally.same(sorted(hooks), sorted({form["hook"] for form in forms.values() if "hook" in form}), "the C flows")
    for operation in sorted(set(forms) & set(roles)):
        tally.same(sorted(forms[operation]["roles"]), sorted(roles[operation]), "%s: the roles" % operation)


def main():
    tally = Tally()
    connection = psycopg2.connect(os.environ["PAYDESK_TEST_DB"])
    forms, types, hooks = load_forms(tally), load_types(tally), load_hooks(tally)
    functions, roles = load_functions(connection, tally), load_roles(connection)
    for form in forms.values():
        check_form(tally, form, functions, types, hooks)
    check_other_way(tally, forms, functions, hooks, roles)
    for fault in tally.faults:
        print("WRONG", fault)
    print("%d forms, %d functions: %d compared, %d wrong" % (len(forms), len(functions), tally.count, len(tally.faults)))
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
