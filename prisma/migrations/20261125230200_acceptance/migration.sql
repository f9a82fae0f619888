-- AlterEnum
ALTER TYPE "case_state" ADD VALUE 'stored' BEFORE 'ready';

-- AlterTable
ALTER TABLE "case" ADD COLUMN     "acceptance_reason" TEXT,
ADD COLUMN     "accepted_at" TIMESTAMPTZ(3),
ADD COLUMN     "accepted_by" TEXT;
