-- AlterTable
ALTER TABLE "ai_result" ADD COLUMN     "report_sha256" TEXT,
ADD COLUMN     "report_uid" TEXT;
