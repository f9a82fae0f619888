-- AlterEnum
ALTER TYPE "read_state" ADD VALUE 'excused';

-- AlterTable
ALTER TABLE "study_reader" ADD COLUMN     "qualified" BOOLEAN,
ADD COLUMN     "time_zone" TEXT;

-- AlterTable
ALTER TABLE "read" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "read_lease" ADD COLUMN     "stage" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "reader_signature" (
    "reader_id" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "declaration" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reader_signature_pkey" PRIMARY KEY ("reader_id","document","version")
);

-- CreateTable
CREATE TABLE "read_excuse" (
    "read_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "read_excuse_pkey" PRIMARY KEY ("read_id")
);

-- CreateTable
CREATE TABLE "read_reopening" (
    "read_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "stage" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "read_reopening_pkey" PRIMARY KEY ("read_id","version")
);

-- CreateTable
CREATE TABLE "reading_problem" (
    "id" TEXT NOT NULL,
    "study_id" TEXT NOT NULL,
    "reader_id" TEXT NOT NULL,
    "read_id" TEXT,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reading_problem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "problem_resolution" (
    "problem_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "note" TEXT NOT NULL,

    CONSTRAINT "problem_resolution_pkey" PRIMARY KEY ("problem_id")
);

-- CreateTable
CREATE TABLE "reminder" (
    "reader_id" TEXT NOT NULL,
    "session" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "problem" TEXT,

    CONSTRAINT "reminder_pkey" PRIMARY KEY ("reader_id","session","kind")
);

-- CreateIndex
CREATE INDEX "reading_problem_study_id_idx" ON "reading_problem"("study_id");

-- AddForeignKey
ALTER TABLE "reader_signature" ADD CONSTRAINT "reader_signature_reader_id_fkey" FOREIGN KEY ("reader_id") REFERENCES "study_reader"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "read_excuse" ADD CONSTRAINT "read_excuse_read_id_fkey" FOREIGN KEY ("read_id") REFERENCES "read"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "read_reopening" ADD CONSTRAINT "read_reopening_read_id_fkey" FOREIGN KEY ("read_id") REFERENCES "read"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reading_problem" ADD CONSTRAINT "reading_problem_reader_id_fkey" FOREIGN KEY ("reader_id") REFERENCES "study_reader"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "problem_resolution" ADD CONSTRAINT "problem_resolution_problem_id_fkey" FOREIGN KEY ("problem_id") REFERENCES "reading_problem"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_reader_id_fkey" FOREIGN KEY ("reader_id") REFERENCES "study_reader"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand, because Prisma's schema cannot say it: what was written stays as it was written.
DO $$
DECLARE
  append_only TEXT;
BEGIN
  FOREACH append_only IN ARRAY ARRAY['reader_signature', 'read_excuse', 'read_reopening', 'reading_problem', 'problem_resolution'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', append_only);
    EXECUTE format('CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', append_only);
  END LOOP;
END
$$;
