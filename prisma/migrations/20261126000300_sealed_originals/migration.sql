-- AlterTable
ALTER TABLE "case" ADD COLUMN     "sealed_until" TIMESTAMPTZ(3);
