-- SPDX-License-Identifier: Apache-2.0
--
-- Roles, schemas and the one extension. First step of every deploy, run by the cluster's superuser;
-- safe to run again. Nothing here gives a person any right: that is sql/grants.sql, the last step.
--
--   paydesk_owner   owns every object, nobody can log in as it
--   paydesk_staff   the group of all people: may EXECUTE api.* and nothing else
--   paydesk_import  the service login of `paydesk import`: may EXECUTE admin.import_* and nothing else
--   paydesk_worker  the service login of `paydesk worker`: may EXECUTE admin.worker_* and nothing else
--   one login per person, named like the person, made by admin.staff_bootstrap or admin.staff_provision

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'paydesk_owner') THEN
        CREATE ROLE paydesk_owner;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'paydesk_staff') THEN
        CREATE ROLE paydesk_staff;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'paydesk_import') THEN
        CREATE ROLE paydesk_import;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'paydesk_worker') THEN
        CREATE ROLE paydesk_worker;
    END IF;
END $$;

-- Stated on every deploy, so that an attribute somebody added by hand does not stay.
ALTER ROLE paydesk_owner NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE paydesk_staff NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE paydesk_import LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS
    CONNECTION LIMIT 8;
ALTER ROLE paydesk_worker LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS
    CONNECTION LIMIT 16;

CREATE SCHEMA IF NOT EXISTS ext;
CREATE SCHEMA IF NOT EXISTS pd AUTHORIZATION paydesk_owner;
CREATE SCHEMA IF NOT EXISTS api AUTHORIZATION paydesk_owner;
CREATE SCHEMA IF NOT EXISTS admin AUTHORIZATION paydesk_owner;

COMMENT ON SCHEMA ext IS 'Extensions. Only paydesk_owner may use it.';
COMMENT ON SCHEMA pd IS 'Private: tables and their helpers. Nobody but the owner.';
COMMENT ON SCHEMA admin IS 'Functions for the host''s administrator and for service logins.';

CREATE EXTENSION IF NOT EXISTS pgcrypto WITH SCHEMA ext;

-- An extension gives its functions to PUBLIC; ours are for the owner's functions alone.
REVOKE ALL ON SCHEMA ext FROM PUBLIC;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA ext FROM PUBLIC;
GRANT USAGE ON SCHEMA ext TO paydesk_owner;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ext TO paydesk_owner;

-- grants.sql takes plpgsql from PUBLIC, so the owner of our functions needs it by name.
GRANT USAGE ON LANGUAGE plpgsql TO paydesk_owner;

-- Whatever the owner makes is closed from its first moment. (Must be global: the form with IN SCHEMA
-- can only add rights, not take the built-in one away.)
ALTER DEFAULT PRIVILEGES FOR ROLE paydesk_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE paydesk_owner REVOKE USAGE ON TYPES FROM PUBLIC;
