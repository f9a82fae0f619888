-- CreateEnum
CREATE TYPE "case_purpose" AS ENUM ('study', 'training', 'qualification');

-- CreateEnum
CREATE TYPE "session_phase" AS ENUM ('training', 'qualification', 'study');

-- AlterTable
ALTER TABLE "study_case" ADD COLUMN     "purpose" "case_purpose" NOT NULL DEFAULT 'study';

-- AlterTable
ALTER TABLE "reference_standard" ADD COLUMN     "attributes" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "study_reader" ADD COLUMN     "replaces" INTEGER,
ADD COLUMN     "stratum" TEXT;

-- AlterTable
ALTER TABLE "reading_session" ADD COLUMN     "phase" "session_phase" NOT NULL DEFAULT 'study';

-- AlterTable
ALTER TABLE "read" ADD COLUMN     "block" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "stage" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "stages" TEXT[];

-- AlterTable
ALTER TABLE "submission" DROP CONSTRAINT "submission_pkey",
ADD COLUMN     "stage" INTEGER NOT NULL DEFAULT 1,
ADD CONSTRAINT "submission_pkey" PRIMARY KEY ("read_id", "stage", "version");
