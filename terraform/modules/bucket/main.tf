# A private bucket. Uploads that nobody completed are removed, and the functions' key may only read.

terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

resource "aws_s3_bucket" "this" {
  bucket = var.name
  # A bucket that has content cannot be deleted, and Terraform must not empty it.
  force_destroy = false
}

resource "aws_s3_bucket_acl" "this" {
  bucket = aws_s3_bucket.this.id
  acl    = "private"
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    id     = "abort-multipart-uploads"
    status = "Enabled"

    filter {
      prefix = ""
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 2
    }
  }
}

# Hetzner's keys may do everything with every bucket of their project. This takes all but reading from one of them.
resource "aws_s3_bucket_policy" "reader" {
  count  = var.project == null || var.reader_access_key == null ? 0 : 1
  bucket = aws_s3_bucket.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ReaderOnlyReads"
      Effect    = "Deny"
      Principal = { AWS = ["arn:aws:iam:::user/p${var.project}:${var.reader_access_key}"] }
      Action = [
        "s3:PutObject",
        "s3:PutObjectAcl",
        "s3:DeleteObject",
        "s3:DeleteObjectVersion",
        "s3:AbortMultipartUpload",
        "s3:PutBucketAcl",
        "s3:PutBucketPolicy",
        "s3:DeleteBucketPolicy",
        "s3:PutLifecycleConfiguration",
        "s3:DeleteBucket",
      ]
      Resource = ["arn:aws:s3:::${var.name}", "arn:aws:s3:::${var.name}/*"]
    }]
  })
}
