import socket

client = socket.create_connection(("172.16.16.101", 45000))
client.sendall(b"TIME\r\n")
print(client.recv(32).decode())
client.sendall(b"QUIT\r\n")
