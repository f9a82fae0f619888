-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "person_kind" AS ENUM ('person', 'simulated');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('coordinator', 'reader', 'statistician', 'monitor');

-- CreateEnum
CREATE TYPE "study_phase" AS ENUM ('draft', 'reading', 'locked', 'analysed');

-- CreateEnum
CREATE TYPE "case_state" AS ENUM ('receiving', 'received', 'ready', 'refused');

-- CreateEnum
CREATE TYPE "ai_result_state" AS ENUM ('done', 'failed');

-- CreateEnum
CREATE TYPE "reader_state" AS ENUM ('invited', 'active', 'finished', 'withdrawn');

-- CreateEnum
CREATE TYPE "session_state" AS ENUM ('waiting', 'open', 'finished');

-- CreateEnum
CREATE TYPE "read_state" AS ENUM ('waiting', 'open', 'submitted');

-- CreateEnum
CREATE TYPE "analysis_status" AS ENUM ('running', 'done', 'failed');

-- CreateTable
CREATE TABLE "user_account" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "kind" "person_kind" NOT NULL DEFAULT 'person',
    "administrator" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_link" (
    "id" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "user_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "voided_at" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auth_session" (
    "id" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "auth_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "study" (
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "phase" "study_phase" NOT NULL DEFAULT 'draft',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" TEXT NOT NULL,
    "cases_from_id" TEXT,
    "locked_at" TIMESTAMPTZ(3),

    CONSTRAINT "study_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "study_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("study_id","user_id","role")
);

-- CreateTable
CREATE TABLE "protocol_version" (
    "study_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "document" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "protocol_version_pkey" PRIMARY KEY ("study_id","version")
);

-- CreateTable
CREATE TABLE "study_freeze" (
    "study_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,
    "statement" TEXT NOT NULL,
    "protocol_version" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "manifest" JSONB NOT NULL,
    "seed" TEXT NOT NULL,
    "generator" TEXT NOT NULL,
    "schedule_hash" TEXT NOT NULL,
    "schedule" JSONB NOT NULL,

    CONSTRAINT "study_freeze_pkey" PRIMARY KEY ("study_id")
);

-- CreateTable
CREATE TABLE "case" (
    "id" TEXT NOT NULL,
    "state" "case_state" NOT NULL DEFAULT 'receiving',
    "files" INTEGER NOT NULL DEFAULT 0,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "study_instance_uid" TEXT,
    "patient_key" TEXT,
    "pixel_hash" TEXT,
    "problems" JSONB NOT NULL DEFAULT '[]',
    "deidentification" JSONB,

    CONSTRAINT "case_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "study_case" (
    "study_id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "source_label" TEXT NOT NULL,

    CONSTRAINT "study_case_pkey" PRIMARY KEY ("study_id","case_id")
);

-- CreateTable
CREATE TABLE "stack" (
    "id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "orientation" TEXT NOT NULL,
    "series_instance_uid" TEXT NOT NULL,
    "slices" INTEGER NOT NULL,
    "rows" INTEGER NOT NULL,
    "columns" INTEGER NOT NULL,
    "sop_instance_uids" TEXT[],
    "detail" JSONB NOT NULL,

    CONSTRAINT "stack_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reference_standard_import" (
    "study_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL,
    "imported_by" TEXT NOT NULL,
    "salt" TEXT NOT NULL,
    "commitment" TEXT NOT NULL,

    CONSTRAINT "reference_standard_import_pkey" PRIMARY KEY ("study_id","version")
);

-- CreateTable
CREATE TABLE "reference_standard" (
    "study_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "case_id" TEXT NOT NULL,
    "positive" BOOLEAN NOT NULL,
    "grade" INTEGER,
    "site" TEXT,
    "gestational_age_weeks" DOUBLE PRECISION,

    CONSTRAINT "reference_standard_pkey" PRIMARY KEY ("study_id","version","case_id")
);

-- CreateTable
CREATE TABLE "model_version" (
    "id" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "manifest" JSONB NOT NULL,
    "registered_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "model_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ai_result" (
    "id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "model_version_id" TEXT NOT NULL,
    "state" "ai_result_state" NOT NULL,
    "reason" TEXT,
    "score" DOUBLE PRECISION,
    "detail" JSONB,
    "output_hash" TEXT NOT NULL,
    "computed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ai_result_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ai_segmentation" (
    "id" TEXT NOT NULL,
    "ai_result_id" TEXT NOT NULL,
    "stack_id" TEXT NOT NULL,
    "series_instance_uid" TEXT NOT NULL,
    "sop_instance_uid" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,

    CONSTRAINT "ai_segmentation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "study_reader" (
    "id" TEXT NOT NULL,
    "study_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "state" "reader_state" NOT NULL DEFAULT 'invited',
    "invited_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "study_reader_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reading_session" (
    "id" TEXT NOT NULL,
    "reader_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "state" "session_state" NOT NULL DEFAULT 'waiting',
    "opens_at" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "reading_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "read" (
    "id" TEXT NOT NULL,
    "reader_id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "case_id" TEXT NOT NULL,
    "condition" TEXT NOT NULL,
    "repetition" INTEGER NOT NULL DEFAULT 1,
    "label" TEXT NOT NULL,
    "state" "read_state" NOT NULL DEFAULT 'waiting',
    "opened_at" TIMESTAMPTZ(3),
    "submitted_at" TIMESTAMPTZ(3),
    "lease" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "read_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "read_lease" (
    "read_id" TEXT NOT NULL,
    "lease" INTEGER NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "read_lease_pkey" PRIMARY KEY ("read_id","lease")
);

-- CreateTable
CREATE TABLE "read_draft" (
    "read_id" TEXT NOT NULL,
    "lease" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "answers" JSONB NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "read_draft_pkey" PRIMARY KEY ("read_id")
);

-- CreateTable
CREATE TABLE "read_event_batch" (
    "read_id" TEXT NOT NULL,
    "lease" INTEGER NOT NULL,
    "sequence" INTEGER NOT NULL,
    "events" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "read_event_batch_pkey" PRIMARY KEY ("read_id","lease","sequence")
);

-- CreateTable
CREATE TABLE "submission" (
    "read_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "lease" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "answers" JSONB NOT NULL,
    "content_hash" TEXT NOT NULL,
    "salt" TEXT NOT NULL,
    "commitment" TEXT NOT NULL,
    "times" JSONB NOT NULL,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "submission_pkey" PRIMARY KEY ("read_id","version")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "chain" TEXT NOT NULL,
    "index" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "act" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("chain","index")
);

-- CreateTable
CREATE TABLE "audit_head" (
    "chain" TEXT NOT NULL,
    "length" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("chain")
);

-- CreateTable
CREATE TABLE "outbox_message" (
    "id" BIGSERIAL NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "claimed_until" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "image_access" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "user_id" TEXT NOT NULL,
    "read_id" TEXT,
    "kind" TEXT NOT NULL,
    "study_uid" TEXT NOT NULL,
    "series_uid" TEXT,
    "sop_uid" TEXT,
    "granted" BOOLEAN NOT NULL,

    CONSTRAINT "image_access_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "analysis" (
    "study_id" TEXT NOT NULL,
    "state" "analysis_status" NOT NULL,
    "step" TEXT NOT NULL,
    "reason" TEXT,
    "document" JSONB,
    "hash" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "analysis_pkey" PRIMARY KEY ("study_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "sign_in_link_token_hash_key" ON "sign_in_link"("token_hash");

-- CreateIndex
CREATE INDEX "sign_in_link_user_id_idx" ON "sign_in_link"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "auth_session_token_hash_key" ON "auth_session"("token_hash");

-- CreateIndex
CREATE INDEX "auth_session_user_id_idx" ON "auth_session"("user_id");

-- CreateIndex
CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "case_study_instance_uid_key" ON "case"("study_instance_uid");

-- CreateIndex
CREATE INDEX "study_case_case_id_idx" ON "study_case"("case_id");

-- CreateIndex
CREATE UNIQUE INDEX "study_case_study_id_number_key" ON "study_case"("study_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "study_case_study_id_source_label_key" ON "study_case"("study_id", "source_label");

-- CreateIndex
CREATE UNIQUE INDEX "stack_series_instance_uid_key" ON "stack"("series_instance_uid");

-- CreateIndex
CREATE UNIQUE INDEX "stack_case_id_orientation_key" ON "stack"("case_id", "orientation");

-- CreateIndex
CREATE UNIQUE INDEX "model_version_model_version_key" ON "model_version"("model", "version");

-- CreateIndex
CREATE UNIQUE INDEX "ai_result_case_id_model_version_id_key" ON "ai_result"("case_id", "model_version_id");

-- CreateIndex
CREATE UNIQUE INDEX "ai_segmentation_series_instance_uid_key" ON "ai_segmentation"("series_instance_uid");

-- CreateIndex
CREATE UNIQUE INDEX "ai_segmentation_sop_instance_uid_key" ON "ai_segmentation"("sop_instance_uid");

-- CreateIndex
CREATE UNIQUE INDEX "ai_segmentation_ai_result_id_stack_id_key" ON "ai_segmentation"("ai_result_id", "stack_id");

-- CreateIndex
CREATE INDEX "study_reader_user_id_idx" ON "study_reader"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "study_reader_study_id_number_key" ON "study_reader"("study_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "study_reader_study_id_user_id_key" ON "study_reader"("study_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "reading_session_reader_id_number_key" ON "reading_session"("reader_id", "number");

-- CreateIndex
CREATE INDEX "read_reader_id_state_idx" ON "read"("reader_id", "state");

-- CreateIndex
CREATE UNIQUE INDEX "read_session_id_position_key" ON "read"("session_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "read_session_id_label_key" ON "read"("session_id", "label");

-- CreateIndex
CREATE INDEX "image_access_user_id_at_idx" ON "image_access"("user_id", "at");

-- AddForeignKey
ALTER TABLE "sign_in_link" ADD CONSTRAINT "sign_in_link_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "auth_session" ADD CONSTRAINT "auth_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "study" ADD CONSTRAINT "study_cases_from_id_fkey" FOREIGN KEY ("cases_from_id") REFERENCES "study"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "study"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "protocol_version" ADD CONSTRAINT "protocol_version_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "study"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "study_freeze" ADD CONSTRAINT "study_freeze_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "study"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "study_case" ADD CONSTRAINT "study_case_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "study"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "study_case" ADD CONSTRAINT "study_case_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stack" ADD CONSTRAINT "stack_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reference_standard_import" ADD CONSTRAINT "reference_standard_import_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "study"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reference_standard" ADD CONSTRAINT "reference_standard_study_id_version_fkey" FOREIGN KEY ("study_id", "version") REFERENCES "reference_standard_import"("study_id", "version") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ai_result" ADD CONSTRAINT "ai_result_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ai_result" ADD CONSTRAINT "ai_result_model_version_id_fkey" FOREIGN KEY ("model_version_id") REFERENCES "model_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ai_segmentation" ADD CONSTRAINT "ai_segmentation_ai_result_id_fkey" FOREIGN KEY ("ai_result_id") REFERENCES "ai_result"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ai_segmentation" ADD CONSTRAINT "ai_segmentation_stack_id_fkey" FOREIGN KEY ("stack_id") REFERENCES "stack"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "study_reader" ADD CONSTRAINT "study_reader_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "study"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "study_reader" ADD CONSTRAINT "study_reader_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reading_session" ADD CONSTRAINT "reading_session_reader_id_fkey" FOREIGN KEY ("reader_id") REFERENCES "study_reader"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "read" ADD CONSTRAINT "read_reader_id_fkey" FOREIGN KEY ("reader_id") REFERENCES "study_reader"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "read" ADD CONSTRAINT "read_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "reading_session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "read" ADD CONSTRAINT "read_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "read_lease" ADD CONSTRAINT "read_lease_read_id_fkey" FOREIGN KEY ("read_id") REFERENCES "read"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "read_draft" ADD CONSTRAINT "read_draft_read_id_fkey" FOREIGN KEY ("read_id") REFERENCES "read"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "read_event_batch" ADD CONSTRAINT "read_event_batch_read_id_fkey" FOREIGN KEY ("read_id") REFERENCES "read"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission" ADD CONSTRAINT "submission_read_id_fkey" FOREIGN KEY ("read_id") REFERENCES "read"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "analysis" ADD CONSTRAINT "analysis_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "study"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand, because Prisma's schema cannot say it.

-- A reader has one open read at a time, whatever the application believes.
CREATE UNIQUE INDEX "read_one_open_a_reader" ON "read"("reader_id") WHERE "state" = 'open';

-- The relay asks for nothing but what is undelivered.
CREATE INDEX "outbox_message_undelivered" ON "outbox_message"("id") WHERE "delivered_at" IS NULL;

-- What was written stays as it was written, for the owner of the tables too.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END
$$;

DO $$
DECLARE
  append_only TEXT;
BEGIN
  FOREACH append_only IN ARRAY ARRAY[
    'audit_entry', 'submission', 'read_event_batch', 'image_access',
    'protocol_version', 'study_freeze', 'reference_standard_import', 'reference_standard'
  ] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', append_only);
    EXECUTE format('CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', append_only);
  END LOOP;
END
$$;

CREATE TRIGGER never_shorter BEFORE DELETE ON "audit_head" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_shorter_whole BEFORE TRUNCATE ON "audit_head" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
