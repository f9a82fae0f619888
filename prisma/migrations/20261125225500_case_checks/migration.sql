-- AlterTable
ALTER TABLE "case" ADD COLUMN     "gestational_age_weeks" DOUBLE PRECISION;
