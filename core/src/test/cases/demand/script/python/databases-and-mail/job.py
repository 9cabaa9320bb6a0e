import ftplib
import smtplib
from email.mime.text import MIMEText

import boto3
import paramiko
import pika
import pymongo
import pymysql
from sqlalchemy import create_engine

engine = create_engine("postgresql+psycopg2://job:secret@warehouse.example.com/facts")
with engine.connect() as connection:
    connection.execute("select 1")
pymysql.connect(host="shop.example.com", user="job", password="secret", database="shop")
pymongo.MongoClient("mongodb://a.db.example.com,b.db.example.com:27018/?replicaSet=rs0").admin.command("ping")
pika.BlockingConnection(pika.ConnectionParameters("queue.example.com"))
boto3.client("s3", region_name="eu-west-1").upload_file("x", "bucket", "x")

ssh = paramiko.SSHClient()
ssh.connect("sftp.example.com", port=2222, username="job")
ftp = ftplib.FTP("ftp.example.com")
ftp.login()

message = MIMEText("done, see https://wiki.example.org")
message["To"] = "ops@example.net"
with smtplib.SMTP("mail.example.com", 587) as smtp:
    smtp.starttls()
    smtp.send_message(message)
